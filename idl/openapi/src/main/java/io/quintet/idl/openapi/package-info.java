/**
 * OpenAPI 3.1 documents from contracts, as {@code transports/http} serves them. Start at {@link io.quintet.idl.openapi.OpenApiWriter}.
 */
@NullMarked
package io.quintet.idl.openapi;

import org.jspecify.annotations.NullMarked;
