/*
 * For native tests that run slowly, under a sanitizer, in an emulator or under wine: a twentieth of the
 * iterations.
 */
#define AR_ITERATIONS(native, checked) ((native) > 100 ? (native) / 20 : (native))
