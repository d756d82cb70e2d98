/**
 * The conformance kits: what every transport, and every registry, passes unchanged.
 *
 * <p>Start at {@link io.quintet.tck.TransportTck}, and for registries at {@link io.quintet.tck.RegistryTck}. With {@code quintet-tck},
 * a codec such as {@code quintet-codec-json} and a JUnit 6
 * engine on the test class path, the author of a transport writes one class:
 *
 * <pre>{@code
 * class SqliteTckTest extends TransportTck {
 *     protected TransportProvider provider() {
 *         return new SqlTransportProvider();
 *     }
 *
 *     protected Map<String, String> freshStore(Path directory) {
 *         return Map.of("directory", directory.toString(), "lease", "500ms");
 *     }
 * }
 * }</pre>
 *
 * <p>The {@link io.quintet.spi.Guarantee}s that the provider declares decide which scenarios apply. What does not apply is skipped, and
 * the report says what and why: a line in the log at the end, as in {@code tck sql: 61 passed, 3 skipped: …}, and a file
 * {@code target/tck/sql.txt}. So a guarantee that is declared is tested, and one that is not costs scenarios that everybody can see.
 *
 * <p>A transport whose server runs apart also overrides {@link io.quintet.tck.TransportTck#server()}, so that the kit can restart it.
 * {@link io.quintet.tck.Program} starts a program as such a server, at one of {@link io.quintet.servers.Ports}.
 * {@link io.quintet.tck.BrokerRestartTck} kills a broker that is a {@link io.quintet.servers.ServerProcess} while messages stream.
 * For {@code CROSS_PROCESS} the kit starts JVMs of its own with this JVM's class path and kills them; the provider is found there by its name.
 *
 * <p>Every scenario has a store of its own; where a fresh one is dear, as with a broker, {@code freshStore} returns settings under which
 * the transport uses names that were never used before, as with a prefix. Nothing in the kit sleeps to let things happen; what it waits
 * for, it waits for at most {@link io.quintet.tck.TransportTck#patience()}.
 */
@NullMarked
package io.quintet.tck;

import org.jspecify.annotations.NullMarked;
