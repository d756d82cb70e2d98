/**
 * What registries share that ask a server over HTTP and watch it for changes. Start with {@link io.quintet.discovery.http.WatchLoop}, then
 * {@link io.quintet.discovery.http.HttpApi}.
 */
@NullMarked
package io.quintet.discovery.http;

import org.jspecify.annotations.NullMarked;
