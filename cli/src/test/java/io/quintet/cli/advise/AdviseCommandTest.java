package io.quintet.cli.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.InteractionStyle;
import io.quintet.advice.Advisor;
import io.quintet.advice.Needs;
import io.quintet.advice.Words;
import io.quintet.cli.Commands;
import io.quintet.spi.TransportProvider;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/** Over the transports that the command line brings. */
final class AdviseCommandTest {
    private static final String BELL = "@io.quintet.Contract(\"bell\") public interface Bell {"
            + " record Ring(String door) {} @io.quintet.Notification void ring(Ring ring); }";

    private final Commands commands = new Commands();

    private int advise(String... arguments) {
        return commands.run("advise", arguments);
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void says_what_fits_first_and_why_others_do_not() {
        assertThat(advise("--style", "publish-subscribe", "--needs", "order,durable"))
                .isZero();
        List<String> lines = commands.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("PUBLISH_SUBSCRIBE, needs order, durable");
        assertThat(lines.get(2)).isEqualTo("  fits  kafka");
        assertThat(lines.get(3)).isEqualTo("  fits  rabbitmq");
        assertThat(lines.get(4)).isEqualTo("  fits  sql on PostgreSQL");
        assertThat(lines.get(5)).isEqualTo("  fits  sqs");
        assertThat(lines.get(6)).isEqualTo("  but   sql on SQLite      within one machine");
        assertThat(words(commands.out()))
                .contains("no memory lacks DURABLE (expected: a transport that keeps messages over a crash)")
                .containsPattern("no http lacks DURABLE, KEY_ORDER, EVERY_GROUP, REDELIVERY");
    }

    @ParameterizedTest
    @EnumSource
    void prints_the_words_of_the_refusal_at_start_up(InteractionStyle style) {
        List<TransportProvider> providers = ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        Needs needs = new Needs(style, List.of(Words.need("order")));
        advise("--style", style.name(), "--needs", "order");
        String printed = words(commands.out());
        new Advisor(providers)
                .judge(needs)
                .forEach(verdict ->
                        assertThat(printed).contains(words(verdict.candidate().label() + " " + verdict.text())));
    }

    @Test
    void no_line_is_wider_than_the_narrowest_terminal() {
        for (InteractionStyle style : InteractionStyle.values()) {
            advise("--style", style.name(), "--needs", "order,durable,replay,size=2MiB");
            assertThat(commands.out().lines()).allMatch(line -> line.length() <= 80);
        }
    }

    @Test
    void ends_with_1_where_nothing_fits() {
        assertThat(advise("--style", "publish-subscribe", "--needs", "no-broker,durable,cross-machine"))
                .isEqualTo(1);
        assertThat(commands.out()).contains("Nothing here fits: ask for less, or split what is asked for.");
    }

    @Test
    void a_call_over_a_log_says_what_it_costs() {
        assertThat(advise("--style", "request-response")).isZero();
        assertThat(words(commands.out()))
                .containsPattern("but sql on PostgreSQL a call becomes two messages, .* both stay in the log until its"
                        + " retention is over.* \\(made for calls: grpc, http, memory, zeromq\\)");
    }

    @Test
    void transports_of_quintet_that_are_not_there_are_named_and_none_where_all_are() {
        List<TransportProvider> some = ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> !provider.name().equals("sqs"))
                .toList();
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new AdviceText(out, Ansi.OFF)
                .print(Advice.of(new Needs(InteractionStyle.NOTIFICATION, List.of()), new Advisor(some)));
        out.flush();
        assertThat(text.toString()).contains("Not on the class path, so not judged: sqs.");
        advise("--style", "notification");
        assertThat(commands.out()).doesNotContain("Not on the class path");
    }

    @Test
    void every_transport_that_quintet_publishes_is_on_the_command_lines_class_path() throws Exception {
        String bom = Files.readString(Path.of("..", "bom", "pom.xml"));
        List<String> there = ServiceLoader.load(TransportProvider.class).stream()
                .map(provider -> provider.get().name())
                .toList();
        assertThat(bom.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("<artifactId>quintet-transport-"))
                        .map(line -> line.replaceAll("<artifactId>quintet-transport-(.*)</artifactId>", "$1")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(there)
                        .as("transports on cli's class path (add quintet-transport-%s to cli/pom.xml)", name)
                        .contains(name));
    }

    @Test
    void a_contract_is_judged_operation_by_operation_and_each_reason_stands_once() {
        assertThat(advise("--contract", Dishes.class.getName())).isZero();
        assertThat(commands.out().lines().map(String::stripTrailing))
                .startsWith(
                        "dishes             grpc   http   kafka  memory  rabbitmq  sql     sql         sqs    zeromq",
                        "                                                          SQLite  PostgreSQL",
                        "REQUEST_RESPONSE",
                        "  find             fits   fits   but 1  but 2   but 3     but 4   but 5       but 6  fits",
                        "  menu             fits   no 7   no 7   but 2   no 7      no 7    no 7        no 7   no 7",
                        "NOTIFICATION",
                        "  order            no 8   no 8   fits   no 8    fits      but 9   fits        fits   no 8",
                        "PUBLISH_SUBSCRIBE",
                        "  cooked           no 10  no 10  fits   but 11  fits      but 9   fits        fits   but 12");
        assertThat(commands.out().split("lacks STREAMS", -1)).hasSize(2);
    }

    @Test
    void needs_beside_a_contract_hold_for_each_of_its_operations() {
        assertThat(advise("--contract", Dishes.class.getName(), "--needs", "no-broker,cross-machine"))
                .isEqualTo(1);
        assertThat(commands.out()).contains("Nothing here fits order: ask for less");
    }

    private static void compile(Path directory, String name, String text) throws Exception {
        Path source = Files.writeString(directory.resolve(name + ".java"), text);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        directory.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(compiled).isZero();
    }

    @Test
    void a_contract_may_be_elsewhere(@TempDir Path directory) throws Exception {
        compile(directory, "Bell", BELL);
        assertThat(advise("--contract", "Bell")).isEqualTo(1);
        assertThat(commands.err()).contains("--contract: Bell: no such class (expected: ", "--classpath");
        assertThat(advise("--contract", "Bell", "--classpath", "" + File.pathSeparator + directory))
                .isZero();
        assertThat(commands.out()).startsWith("bell");
    }

    @Test
    void all_jars_of_a_directory_are_named_by_an_asterisk(@TempDir Path directory) throws Exception {
        Path lib = Files.createDirectory(directory.resolve("lib"));
        compile(directory, "Bell", BELL);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(lib.resolve("bells.JAR")))) {
            for (String each : List.of("Bell.class", "Bell$Ring.class")) {
                jar.putNextEntry(new JarEntry(each));
                Files.copy(directory.resolve(each), jar);
            }
        }
        assertThat(advise("--contract", "Bell", "--classpath", lib + File.separator + "*"))
                .isZero();
        assertThat(commands.out()).startsWith("bell");
        assertThat(advise("--contract", "Bell", "--classpath", directory.resolve("nowhere") + File.separator + "*"))
                .isEqualTo(1);
        assertThat(commands.err()).contains("--classpath: ", "nowhere/*: absent (expected: ");
    }

    private String json() {
        return words(commands.out()).replace(" : ", ": ").replace('"', '\'');
    }

    @Test
    void json_has_the_documented_shape() {
        assertThat(advise("--style", "notification", "--needs", "durable,size=32MiB", "--json"))
                .isEqualTo(1);
        assertThat(json())
                .startsWith("{ 'fits': false, 'operations': [ { 'style': 'NOTIFICATION', 'needs': [ 'durable',"
                        + " 'size=32MiB' ], 'fits': false, 'transports': [ { 'transport': 'grpc', 'verdict':"
                        + " 'LACKS', 'lacks': [ { 'need': 'durable', 'name': 'DURABLE', 'promise': 'keeps"
                        + " messages over a crash' } ], 'caveats': [ ], 'text': 'lacks DURABLE (expected: a"
                        + " transport that keeps messages over a crash)' }, {")
                .contains("{ 'transport': 'sql', 'variant': 'SQLite', 'verdict': 'LACKS', 'lacks': [ { 'need':"
                        + " 'size=32MiB',")
                .contains("'absent': [ ")
                .endsWith("] }");
    }

    @Test
    void json_of_a_contract_names_it_and_its_operations() {
        assertThat(advise("--contract", Dishes.class.getName(), "--json")).isZero();
        assertThat(json())
                .startsWith("{ 'contract': 'dishes', 'fits': true, 'operations': [ { 'operation': 'cooked', 'style':"
                        + " 'PUBLISH_SUBSCRIBE', 'needs': [ 'order' ],")
                .contains("'caveats': [ { 'kind': 'LIMIT', 'text': 'within one machine' } ]");
    }

    @Test
    void asks_when_it_is_told_nothing_and_says_how_to_do_without() {
        assertThat(commands.answering("four\n4\ny\nmaybe\ny\n\nn\ny\n\n1MiB\n5ms\n")
                        .run("advise"))
                .isZero();
        assertThat(commands.err())
                .startsWith(
                        "How do the two sides interact?\n  1  REQUEST_RESPONSE         one receiver, and the caller")
                .contains("\"four\" (expected: one of REQUEST_RESPONSE,")
                .contains("\"maybe\" (expected: y or n)")
                .contains("The same without questions: quintet advise --style PUBLISH_SUBSCRIBE"
                        + " --needs 'order,durable,cross-machine,size=1MiB,latency<5ms'");
        assertThat(commands.out())
                .startsWith("PUBLISH_SUBSCRIBE, needs order, durable, cross-machine, size=1MiB, latency<5ms\n")
                .contains("  fits  sql on PostgreSQL\n");
    }

    @Test
    void what_is_not_answered_is_not_needed() {
        assertThat(commands.answering("request-response\n").run("advise", "--json"))
                .isZero();
        assertThat(json()).contains("'style': 'REQUEST_RESPONSE', 'needs': [ ]");
        assertThat(commands.err()).doesNotContain("Must messages survive");
    }

    @Test
    void nothing_said_and_nothing_answered_is_wrong_usage() {
        assertThat(commands.answering("").run("advise")).isEqualTo(2);
        assertThat(commands.err()).contains("no style (expected: --style, --contract, or answers to what is asked)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--style=notifcation", "--style=notification --needs=ordr", "--style=x --contract=y"})
    void wrong_words_are_wrong_usage(String arguments) {
        assertThat(advise(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(commands.err()).containsAnyOf("is NOTIFICATION", "is order", "mutually exclusive");
    }

    @Test
    void a_class_path_that_is_not_there_and_a_class_that_is_no_contract_are_refused() {
        assertThat(advise("--contract", "Bell", "--classpath", "nowhere.jar")).isEqualTo(1);
        assertThat(commands.err()).contains("--classpath: nowhere.jar: absent (expected: ");
        assertThat(advise("--contract", "java.lang.Runnable")).isEqualTo(1);
        assertThat(commands.err()).contains("quintet: ").doesNotContain("This is a bug");
    }

    @Test
    void help_has_every_word() {
        assertThat(advise("--help")).isZero();
        assertThat(commands.out()).contains(Words.all().keySet()).contains("Examples:");
        for (InteractionStyle style : InteractionStyle.values()) {
            assertThat(commands.out()).contains(style.name());
        }
    }
}
