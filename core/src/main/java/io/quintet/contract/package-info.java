/** The model of a contract, read once from an annotated interface. Start at {@link io.quintet.contract.ContractModel}. */
@NullMarked
package io.quintet.contract;

import org.jspecify.annotations.NullMarked;
