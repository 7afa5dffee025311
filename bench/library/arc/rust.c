/* Rust's std::sync::Arc: rust.rs has the loops. */
#include "peer.h"

void rust_clone(long times), rust_upgrade(long times), rust_downgrade(long times), rust_make(long times);

const struct peer rust = {"Rust Arc", {rust_clone, rust_upgrade, rust_downgrade, rust_make}};
