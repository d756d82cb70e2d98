/** The compiler of .proto documents for tests, also those of other modules. */
package io.quintet.idl.protoc;
