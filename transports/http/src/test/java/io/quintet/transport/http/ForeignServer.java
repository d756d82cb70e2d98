package io.quintet.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that is not ours: reads the head of each request and does what the test says. */
final class ForeignServer implements AutoCloseable {
    /** What to do when a head has arrived. */
    interface Script {
        void run(Socket socket) throws IOException;
    }

    private final ServerSocket server;

    ForeignServer(Script script) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            while (head(socket.getInputStream())) {
                                script.run(socket);
                            }
                        } catch (IOException e) {
                            // the peer, or the test, has closed it
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static boolean head(InputStream in) throws IOException {
        int last = 0;
        int c;
        while ((c = in.read()) >= 0) {
            last = last << 8 | c;
            if (last == 0x0d0a0d0a) {
                return true;
            }
        }
        return false;
    }

    static void answer(Socket socket, String status, String type, String body) throws IOException {
        write(
                socket,
                "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                        + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
