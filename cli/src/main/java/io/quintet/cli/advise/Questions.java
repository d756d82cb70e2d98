package io.quintet.cli.advise;

import io.quintet.InteractionStyle;
import io.quintet.advice.Need;
import io.quintet.advice.Needs;
import io.quintet.advice.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks for the style, and then for what matters with it; what is not answered is not needed. */
final class Questions {
    private static final Set<InteractionStyle> ALL = EnumSet.allOf(InteractionStyle.class);
    private static final Set<InteractionStyle> MESSAGES =
            EnumSet.complementOf(EnumSet.of(InteractionStyle.REQUEST_RESPONSE));

    private static final List<Choice> STYLES = List.of(
            new Choice(InteractionStyle.REQUEST_RESPONSE, "one receiver, and the caller waits for its response"),
            new Choice(InteractionStyle.ASYNC_REQUEST_RESPONSE, "one receiver, whose response comes later"),
            new Choice(InteractionStyle.NOTIFICATION, "one receiver, and no response"),
            new Choice(InteractionStyle.PUBLISH_SUBSCRIBE, "everybody who is interested, and no response"),
            new Choice(InteractionStyle.PUBLISH_ASYNC_RESPONSES, "everybody who is interested, and some respond"));

    private static final List<Matter> MATTERS = List.of(
            new Matter("order", MESSAGES, "Must messages of one key, such as one customer's, keep their order?"),
            new Matter("durable", MESSAGES, "Must messages survive crashes and losses of power?"),
            new Matter("replay", EnumSet.of(InteractionStyle.PUBLISH_SUBSCRIBE), "Will past messages be read again?"),
            new Matter(
                    "streams",
                    EnumSet.of(InteractionStyle.REQUEST_RESPONSE),
                    "Are there streams of requests, or of responses?"),
            new Matter(
                    "browser",
                    EnumSet.of(InteractionStyle.REQUEST_RESPONSE, InteractionStyle.PUBLISH_SUBSCRIBE),
                    "Do browsers take part?"),
            new Matter("cross-machine", ALL, "Do the services run on several machines?"),
            new Matter("no-broker", ALL, "Must it do without a server beside the services, such as a broker?"));

    private record Choice(InteractionStyle style, String words) {}

    private record Matter(String word, Set<InteractionStyle> styles, String question) {}

    private final BufferedReader in;
    private final PrintWriter out;

    Questions(BufferedReader in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    /** The answers; null where there is none. */
    @Nullable
    Needs ask() throws IOException {
        out.println("How do the two sides interact?");
        for (int i = 0; i < STYLES.size(); i++) {
            out.printf(
                    "  %d  %-23s  %s%n",
                    i + 1, STYLES.get(i).style(), STYLES.get(i).words());
        }
        InteractionStyle style = answer("1 to " + STYLES.size() + ", or a name:", Questions::style);
        if (style == null) {
            return null;
        }
        List<Need> needs = new ArrayList<>();
        for (Matter matter : MATTERS) {
            if (matter.styles().contains(style)
                    && Boolean.TRUE.equals(answer(matter.question() + " [y/N]", Questions::yes))) {
                needs.add(Words.need(matter.word()));
            }
        }
        figure(needs, "How large is the largest payload, such as 64KiB or 1MiB? [small]", "size=");
        figure(needs, "How soon must a message or a response be there, such as 5ms? [no matter]", "latency<");
        out.println();
        out.println("The same without questions: quintet advise --style " + style
                + (needs.isEmpty()
                        ? ""
                        : " --needs '" + needs.stream().map(Words::of).collect(Collectors.joining(",")) + "'"));
        out.println();
        out.flush();
        return new Needs(style, needs);
    }

    private void figure(List<Need> needs, String question, String word) throws IOException {
        Need need = answer(question, text -> Words.need(word + text));
        if (need != null) {
            needs.add(need);
        }
    }

    /** Asks until the answer can be read; null for an empty one, and at the end of all answers. */
    private <T> @Nullable T answer(String question, Function<String, T> reader) throws IOException {
        while (true) {
            out.print(question + " ");
            out.flush();
            String line = in.readLine();
            if (line == null) {
                out.println();
                return null;
            }
            if (line.isBlank()) {
                return null;
            }
            try {
                return reader.apply(line.strip());
            } catch (IllegalArgumentException e) {
                out.println(e.getMessage());
            }
        }
    }

    private static InteractionStyle style(String text) {
        for (int i = 0; i < STYLES.size(); i++) {
            if (text.equals(Integer.toString(i + 1))) {
                return STYLES.get(i).style();
            }
        }
        return Words.style(text);
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "y", "Y", "yes" -> true;
            case "n", "N", "no" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" (expected: y or n)");
        };
    }
}
