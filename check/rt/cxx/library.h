/*
 * Functions that libstdc++ has compiled and that change, or read, objects of the program: X(name, kind, size)
 * each. What a call does to which bytes is announced before it; then the library does it. See library.c.
 */
#ifndef ACQREL_RT_LIBRARY_H
#define ACQREL_RT_LIBRARY_H

/* `size` bytes at the first argument, and at the second. */
#define CXX_READS      0
#define CXX_WRITES     1
#define CXX_COPIES     2 /* writes the first, reads the second */
#define CXX_SWAPS      3 /* writes both */
#define CXX_READS_BOTH 4
/* Writes the result, of `size` bytes, to memory that the caller supplies, and reads the object. */
#define CXX_RETURNS 5
/* Saves them, and what they lead to: the library has a lock of its own around. */
#define CXX_SAVES      6
#define CXX_SAVES_BOTH 16 /* the second is 24 bytes long */
/* The object's state is the library's, from here on, and no longer. */
#define CXX_BEGINS     7
#define CXX_ENDS       8
#define CXX_HANDS_OVER 15 /* the block that the third argument leads to becomes such an object */
/*
 * Streams. What is read goes to the second argument: `size` bytes, a string, or a buffer as long as the third
 * says.
 */
#define CXX_STREAM       9
#define CXX_READS_NUMBER 10
#define CXX_READS_STRING 11
#define CXX_FILLS_BUFFER 12
/*
 * Text from the first to the second argument is written, or read and `size` bytes at the third are written.
 */
#define CXX_WRITES_TEXT 13
#define CXX_READS_TEXT  14

/* clang-format off */
#define CXX_PATH(X, name) X(_ZNSt10filesystem7__cxx114path##name, CXX_WRITES, 40)
#define CXX_PATH_OF(X, name) X(_ZNSt10filesystem7__cxx114path##name, CXX_COPIES, 40)
#define CXX_PATH_ASKS(X, name) X(_ZNKSt10filesystem7__cxx114path##name, CXX_READS, 40)
#define CXX_PATH_MAKES(X, name) X(_ZNKSt10filesystem7__cxx114path##name, CXX_RETURNS, 40)

#define CXX_PATHS(X) \
	CXX_PATH(X, 14_M_split_cmptsEv) CXX_PATH(X, 15remove_filenameEv) \
	CXX_PATH(X, 9_M_appendESt17basic_string_viewIcSt11char_traitsIcEE) \
	CXX_PATH(X, 9_M_concatESt17basic_string_viewIcSt11char_traitsIcEE) \
	CXX_PATH_OF(X, 16replace_filenameERKS1_) CXX_PATH_OF(X, 17replace_extensionERKS1_) \
	CXX_PATH_OF(X, aSERKS1_) CXX_PATH_OF(X, dVERKS1_) CXX_PATH_OF(X, pLERKS1_) \
	X(_ZNSt10filesystem7__cxx114path5_ListC1ERKS2_, CXX_COPIES, 8) \
	X(_ZNSt10filesystem7__cxx114path5_ListC1Ev, CXX_WRITES, 8) \
	CXX_PATH_ASKS(X, 12has_filenameEv) CXX_PATH_ASKS(X, 13has_root_nameEv) \
	CXX_PATH_ASKS(X, 13has_root_pathEv) \
	CXX_PATH_ASKS(X, 15has_parent_pathEv) CXX_PATH_ASKS(X, 17_M_find_extensionEv) \
	CXX_PATH_ASKS(X, 17has_relative_pathEv) CXX_PATH_ASKS(X, 18has_root_directoryEv) \
	CXX_PATH_ASKS(X, 7compareESt17basic_string_viewIcSt11char_traitsIcEE) \
	X(_ZNKSt10filesystem7__cxx114path7compareERKS1_, CXX_READS_BOTH, 40) \
	X(_ZNKSt10filesystem7__cxx114path5_List5beginEv, CXX_READS, 8) \
	X(_ZNKSt10filesystem7__cxx114path5_List3endEv, CXX_READS, 8) \
	CXX_PATH_MAKES(X, 11parent_pathEv) CXX_PATH_MAKES(X, 13relative_pathEv) \
	CXX_PATH_MAKES(X, 14root_directoryEv) \
	CXX_PATH_MAKES(X, 16lexically_normalEv) CXX_PATH_MAKES(X, 18lexically_relativeERKS1_) \
	CXX_PATH_MAKES(X, 19lexically_proximateERKS1_) CXX_PATH_MAKES(X, 9root_nameEv) \
	CXX_PATH_MAKES(X, 9root_pathEv)

#define CXX_LOCALES(X) \
	X(_ZNSt6localeC1EPKc, CXX_WRITES, 8) X(_ZNSt6localeC2EPKc, CXX_WRITES, 8) \
	X(_ZNSt6localeC1EPNS_5_ImplE, CXX_WRITES, 8) X(_ZNSt6localeC2EPNS_5_ImplE, CXX_WRITES, 8) \
	X(_ZNSt6localeC1ERKS_, CXX_COPIES, 8) X(_ZNSt6localeC2ERKS_, CXX_COPIES, 8) \
	X(_ZNSt6localeC1ERKS_PKci, CXX_COPIES, 8) X(_ZNSt6localeC2ERKS_PKci, CXX_COPIES, 8) \
	X(_ZNSt6localeC1ERKS_S1_i, CXX_COPIES, 8) X(_ZNSt6localeC2ERKS_S1_i, CXX_COPIES, 8) \
	X(_ZNSt6localeC1Ev, CXX_WRITES, 8) X(_ZNSt6localeC2Ev, CXX_WRITES, 8) \
	X(_ZNSt6localeaSERKS_, CXX_COPIES, 8) X(_ZNSt6localeD1Ev, CXX_READS, 8) \
	X(_ZNSt6localeD2Ev, CXX_READS, 8) \
	X(_ZNKSt6locale4nameB5cxx11Ev, CXX_RETURNS, 32) \
	X(_ZNSt6locale5_ImplC1ERKS0_m, CXX_BEGINS, 40) X(_ZNSt6locale5_ImplC2ERKS0_m, CXX_BEGINS, 40) \
	X(_ZNSt6locale5_Impl16_M_install_facetEPKNS_2idEPKNS_5facetE, CXX_HANDS_OVER, 0) \
	X(_ZNSt6locale5_ImplD1Ev, CXX_ENDS, 40) X(_ZNSt6locale5_ImplD2Ev, CXX_ENDS, 40)

#define CXX_ERROR(X, name) \
	X(_ZNSt##name##C1EPKc, CXX_WRITES, 16) X(_ZNSt##name##C2EPKc, CXX_WRITES, 16) \
	X(_ZNSt##name##C1ERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE, CXX_WRITES, 16) \
	X(_ZNSt##name##C2ERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE, CXX_WRITES, 16)
#define CXX_BASE_ERROR(X, name) CXX_ERROR(X, name) \
	X(_ZNSt##name##C1ERKS_, CXX_COPIES, 16) X(_ZNSt##name##C2ERKS_, CXX_COPIES, 16) \
	X(_ZNSt##name##C1EOS_, CXX_SWAPS, 16) X(_ZNSt##name##C2EOS_, CXX_SWAPS, 16) \
	X(_ZNSt##name##aSERKS_, CXX_COPIES, 16) X(_ZNSt##name##aSEOS_, CXX_SWAPS, 16)

/* Those derived from the two call their constructors. */
#define CXX_ERRORS(X) \
	CXX_BASE_ERROR(X, 11logic_error) CXX_BASE_ERROR(X, 13runtime_error) \
	X(_ZNSt15__exception_ptr13exception_ptr4swapERS0_, CXX_SWAPS, 8) \
	X(_ZNSt15__exception_ptr13exception_ptrC1Ev, CXX_WRITES, 8) \
	X(_ZNSt15__exception_ptr13exception_ptrC2Ev, CXX_WRITES, 8) \
	X(_ZNSt15__exception_ptr13exception_ptrC1ERKS0_, CXX_COPIES, 8) \
	X(_ZNSt15__exception_ptr13exception_ptrC2ERKS0_, CXX_COPIES, 8) \
	X(_ZNSt15__exception_ptr13exception_ptraSERKS0_, CXX_COPIES, 8) \
	X(_ZNSt13__future_base12_Result_baseC1Ev, CXX_WRITES, 16) \
	X(_ZNSt13__future_base12_Result_baseC2Ev, CXX_WRITES, 16)

#define CXX_RANDOM(X) \
	X(_ZNSt13random_device7_M_initERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE, \
	  CXX_WRITES, 24) \
	X(_ZNSt13random_device14_M_init_pretr1ERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE, \
	  CXX_WRITES, 24) \
	X(_ZNSt13random_device7_M_finiEv, CXX_WRITES, 24) \
	X(_ZNSt13random_device9_M_getvalEv, CXX_WRITES, 24) \
	X(_ZNSt13random_device16_M_getval_pretr1Ev, CXX_WRITES, 24)

#define CXX_POOLS(X) \
	X(_ZNSt3pmr28unsynchronized_pool_resourceC1ERKNS_12pool_optionsEPNS_15memory_resourceE, \
	  CXX_WRITES, 72) \
	X(_ZNSt3pmr28unsynchronized_pool_resourceC2ERKNS_12pool_optionsEPNS_15memory_resourceE, \
	  CXX_WRITES, 72) \
	X(_ZNSt3pmr28unsynchronized_pool_resource11do_allocateEmm, CXX_WRITES, 72) \
	X(_ZNSt3pmr28unsynchronized_pool_resource13do_deallocateEPvmm, CXX_WRITES, 72) \
	X(_ZNSt3pmr28unsynchronized_pool_resource7releaseEv, CXX_WRITES, 72) \
	X(_ZNSt3pmr28unsynchronized_pool_resourceD1Ev, CXX_WRITES, 72) \
	X(_ZNSt3pmr28unsynchronized_pool_resourceD2Ev, CXX_WRITES, 72) \
	X(_ZNSt3pmr25monotonic_buffer_resource13_M_new_bufferEmm, CXX_WRITES, 64) \
	X(_ZNSt3pmr25monotonic_buffer_resource18_M_release_buffersEv, CXX_WRITES, 64) \
	X(_ZNSt3pmr25monotonic_buffer_resourceD1Ev, CXX_WRITES, 64) \
	X(_ZNSt3pmr25monotonic_buffer_resourceD2Ev, CXX_WRITES, 64) \
	X(_ZNSt3pmr26synchronized_pool_resourceC1ERKNS_12pool_optionsEPNS_15memory_resourceE, \
	  CXX_BEGINS, 136) \
	X(_ZNSt3pmr26synchronized_pool_resourceC2ERKNS_12pool_optionsEPNS_15memory_resourceE, \
	  CXX_BEGINS, 136) \
	X(_ZNSt3pmr26synchronized_pool_resourceD1Ev, CXX_ENDS, 136) \
	X(_ZNSt3pmr26synchronized_pool_resourceD2Ev, CXX_ENDS, 136)

#define CXX_EXTRACT(X, mangled, bytes) X(_ZNSi10_M_extractI##mangled##EERSiRT_, CXX_READS_NUMBER, bytes)
#define CXX_STREAMS(X) \
	X(_ZNSi6sentryC1ERSib, CXX_STREAM, 0) X(_ZNSi6sentryC2ERSib, CXX_STREAM, 0) \
	X(_ZNSo6sentryC1ERSo, CXX_STREAM, 0) X(_ZNSo6sentryC2ERSo, CXX_STREAM, 0) \
	X(_ZNSirsERi, CXX_READS_NUMBER, 4) X(_ZNSirsERs, CXX_READS_NUMBER, 2) \
	X(_ZNSi3getERc, CXX_READS_NUMBER, 1) \
	X(_ZStrsIcSt11char_traitsIcEERSt13basic_istreamIT_T0_ES6_RS3_, CXX_READS_NUMBER, 1) \
	CXX_EXTRACT(X, b, 1) CXX_EXTRACT(X, t, 2) CXX_EXTRACT(X, j, 4) CXX_EXTRACT(X, l, 8) \
	CXX_EXTRACT(X, m, 8) \
	CXX_EXTRACT(X, x, 8) CXX_EXTRACT(X, y, 8) CXX_EXTRACT(X, f, 4) CXX_EXTRACT(X, d, 8) \
	CXX_EXTRACT(X, e, 16) \
	CXX_EXTRACT(X, Pv, 8) \
	X( \
_ZSt7getlineIcSt11char_traitsIcESaIcEERSt13basic_istreamIT_T0_ES7_RNSt7__cxx1112basic_stringIS4_S5_T1_EE, \
	  CXX_READS_STRING, 32) \
	X( \
_ZSt7getlineIcSt11char_traitsIcESaIcEERSt13basic_istreamIT_T0_ES7_RNSt7__cxx1112basic_stringIS4_S5_T1_EES4_, \
	  CXX_READS_STRING, 32) \
	X( \
	_ZStrsIcSt11char_traitsIcESaIcEERSt13basic_istreamIT_T0_ES7_RNSt7__cxx1112basic_stringIS4_S5_T1_EE, \
	  CXX_READS_STRING, 32) \
	X(_ZNSi3getEPclc, CXX_FILLS_BUFFER, 0) X(_ZNSi7getlineEPclc, CXX_FILLS_BUFFER, 0) \
	X(_ZSt17__istream_extractRSiPcl, CXX_FILLS_BUFFER, 0) \
	X(_ZNKSt7__cxx1115basic_stringbufIcSt11char_traitsIcESaIcEE3strEv, CXX_RETURNS, 32) \
	X(_ZNKRSt7__cxx1115basic_stringbufIcSt11char_traitsIcESaIcEE3strEv, CXX_RETURNS, 32) \
	X(_ZNOSt7__cxx1115basic_stringbufIcSt11char_traitsIcESaIcEE3strEv, CXX_RETURNS, 32) \
	X(_ZNKSt7__cxx1118basic_stringstreamIcSt11char_traitsIcESaIcEE3strEv, CXX_RETURNS, 32) \
	X(_ZNKRSt7__cxx1118basic_stringstreamIcSt11char_traitsIcESaIcEE3strEv, CXX_RETURNS, 32) \
	X(_ZNOSt7__cxx1118basic_stringstreamIcSt11char_traitsIcESaIcEE3strEv, CXX_RETURNS, 32) \
	X(_ZNKSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEE3strEv, CXX_RETURNS, 32) \
	X(_ZNKRSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEE3strEv, CXX_RETURNS, 32) \
	X(_ZNOSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEE3strEv, CXX_RETURNS, 32)

#define CXX_CHARS(X) \
	X(_ZSt8to_charsPcS_d, CXX_WRITES_TEXT, 0) X(_ZSt8to_charsPcS_dSt12chars_format, CXX_WRITES_TEXT, 0) \
	X(_ZSt8to_charsPcS_dSt12chars_formati, CXX_WRITES_TEXT, 0) \
	X(_ZSt8to_charsPcS_e, CXX_WRITES_TEXT, 0) X(_ZSt8to_charsPcS_eSt12chars_format, CXX_WRITES_TEXT, 0) \
	X(_ZSt8to_charsPcS_eSt12chars_formati, CXX_WRITES_TEXT, 0) \
	X(_ZSt8to_charsPcS_f, CXX_WRITES_TEXT, 0) X(_ZSt8to_charsPcS_fSt12chars_format, CXX_WRITES_TEXT, 0) \
	X(_ZSt8to_charsPcS_fSt12chars_formati, CXX_WRITES_TEXT, 0) \
	X(_ZSt10from_charsPKcS0_RfSt12chars_format, CXX_READS_TEXT, 4) \
	X(_ZSt10from_charsPKcS0_RdSt12chars_format, CXX_READS_TEXT, 8) \
	X(_ZSt10from_charsPKcS0_ReSt12chars_format, CXX_READS_TEXT, 16)

/* Iterators of -D_GLIBCXX_DEBUG are in a list of their container's. */
#define CXX_DEBUG_MODE(X) \
	X(_ZN11__gnu_debug19_Safe_iterator_base16_M_attach_singleEPNS_19_Safe_sequence_baseEb, \
	  CXX_SAVES_BOTH, 32) \
	X(_ZN11__gnu_debug19_Safe_iterator_base16_M_detach_singleEv, CXX_SAVES, 32) \
	X(_ZN11__gnu_debug25_Safe_local_iterator_base16_M_attach_singleEPNS_19_Safe_sequence_baseEb, \
	  CXX_SAVES_BOTH, 32)

/*
 * Destructors of classes that programs derive theirs from: each makes the object one of its own class, for a
 * while.
 */
#define CXX_BASES(X) \
	X(_ZNSt6thread6_StateD2Ev, CXX_SAVES, 8) X(_ZNSt13__future_base12_Result_baseD2Ev, CXX_SAVES, 8) \
	X(_ZNSt9exceptionD2Ev, CXX_SAVES, 8) X(_ZNSt11logic_errorD2Ev, CXX_SAVES, 8) \
	X(_ZNSt13runtime_errorD2Ev, CXX_SAVES, 8) \
	X(_ZNSt12system_errorD2Ev, CXX_SAVES, 8) X(_ZNSt9bad_allocD2Ev, CXX_SAVES, 8) \
	X(_ZNSt8bad_castD2Ev, CXX_SAVES, 8) \
	X(_ZNSt16nested_exceptionD2Ev, CXX_SAVES, 8) X(_ZNSt16invalid_argumentD2Ev, CXX_SAVES, 8) \
	X(_ZNSt12out_of_rangeD2Ev, CXX_SAVES, 8) X(_ZNSt12domain_errorD2Ev, CXX_SAVES, 8) \
	X(_ZNSt12length_errorD2Ev, CXX_SAVES, 8) X(_ZNSt11range_errorD2Ev, CXX_SAVES, 8) \
	X(_ZNSt14overflow_errorD2Ev, CXX_SAVES, 8) X(_ZNSt15underflow_errorD2Ev, CXX_SAVES, 8) \
	X(_ZNSt3_V214error_categoryD2Ev, CXX_SAVES, 8) X(_ZNSt6locale5facetD2Ev, CXX_SAVES, 16) \
	X(_ZNSt7__cxx118numpunctIcED2Ev, CXX_SAVES, 32) X(_ZNSt5ctypeIcED2Ev, CXX_SAVES, 64) \
	X(_ZNSt3pmr15memory_resourceD2Ev, CXX_SAVES, 8)

#define CXX_LIBRARY_FUNCTIONS(X) \
	CXX_PATHS(X) CXX_LOCALES(X) CXX_ERRORS(X) CXX_RANDOM(X) CXX_POOLS(X) CXX_STREAMS(X) CXX_CHARS(X) \
	CXX_DEBUG_MODE(X) \
	CXX_BASES(X)
/* clang-format on */

#endif
