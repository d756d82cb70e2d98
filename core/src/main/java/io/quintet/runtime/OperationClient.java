package io.quintet.runtime;

import io.quintet.DomainException;
import org.jspecify.annotations.Nullable;

/** The calling side of one operation, behind the contract's proxy. */
@FunctionalInterface
interface OperationClient {
    @Nullable
    Object invoke(Object request) throws DomainException;
}
