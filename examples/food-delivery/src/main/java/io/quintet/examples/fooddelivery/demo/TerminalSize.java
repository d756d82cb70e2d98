package io.quintet.examples.fooddelivery.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How large a terminal is. */
record TerminalSize(int rows, int columns) {
    static final TerminalSize USUAL = new TerminalSize(24, 80);

    private static final int PATIENCE_SECONDS = 2;

    /** That of the terminal that this process runs in; 24 x 80 where it cannot be told. */
    static TerminalSize now() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty")
                    .redirectErrorStream(true)
                    .start();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return USUAL;
            }
            return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    /** Reads {@code rows columns}. */
    static TerminalSize parse(String text) {
        if (!text.strip().matches("[1-9][0-9]{0,4} [1-9][0-9]{0,4}")) {
            return USUAL;
        }
        String[] numbers = text.strip().split(" ", 2);
        return new TerminalSize(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }
}
