/** REST and gRPC at one port, and peers of either kind. */
@org.jspecify.annotations.NullMarked
package io.quintet.acceptance.oneport;
