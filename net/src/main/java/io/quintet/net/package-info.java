/**
 * The one HTTP engine: ports whose requests run on virtual threads, and blocking requests over pooled connections, with TLS,
 * limits and deadlines on both sides.
 *
 * <p>Start at {@link io.quintet.net.HttpPorts}, which gives a service its {@link io.quintet.net.HttpMount}. To serve, implement {@link io.quintet.net.HttpService}: it sees the head of a request
 * and decides for a {@link io.quintet.net.Reply} at once, for {@link io.quintet.net.Work} with whole bytes in and out (the fast way), or
 * for a {@link io.quintet.net.Conversation} in pieces. To call, {@link io.quintet.net.HttpCaller#call} sends and receives whole bytes,
 * {@link io.quintet.net.HttpCaller#open} pieces.
 *
 * <p>Inside: {@code Exchange} is one request on the receiving side, and a {@code Stage} what it does now: {@code Whole}, {@code Talk} or
 * {@code Linger}. {@code Sending} is one on the calling side: {@code PendingCall} or {@code OpenStream}. Both stand on one event loop;
 * {@code Pipe} and its kinds are the only way between an event loop and a thread that blocks. {@code Failures} is the one table of
 * what breaks.
 */
@NullMarked
package io.quintet.net;

import org.jspecify.annotations.NullMarked;
