#include "peer.h"

void rust_token(long n);
void rust_ping_pong(long n, int late);
void rust_spawn(long n);

const struct peer rust = {"Rust std", rust_token, rust_ping_pong, rust_spawn};
