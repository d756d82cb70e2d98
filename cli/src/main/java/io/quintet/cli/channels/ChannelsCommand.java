package io.quintet.cli.channels;

import io.quintet.cli.CliCommand;
import io.quintet.message.Channel;
import io.quintet.transport.sql.SqlChannels;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quintet channels}. */
@Command(
        name = "channels",
        description = "Shows the channels of the sql transport's store, and raises how many shards they have.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  quintet channels list --directory /var/lib/shop/channels",
            "  quintet channels raise kitchen --shards 16"
        })
public final class ChannelsCommand implements CliCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For {@link java.util.ServiceLoader}. */
    public ChannelsCommand() {}

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "no command (expected one of: "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }

    @Command(name = "list", description = "Shows the channels: name, kind, shards, messages that are not due yet.")
    int list(@Mixin StoreOptions store) {
        try (SqlChannels channels = store.open()) {
            List<SqlChannels.Stored> all = channels.list();
            int width = Math.max(
                    "CHANNEL".length(),
                    all.stream()
                            .mapToInt(each -> each.channel().name().length())
                            .max()
                            .orElse(0));
            String line = "%-" + width + "s  %-17s  %6s  %7s%n";
            PrintWriter out = spec.commandLine().getOut();
            out.printf(line, "CHANNEL", "KIND", "SHARDS", "DELAYED");
            for (SqlChannels.Stored each : all) {
                Channel channel = each.channel();
                String kind = channel.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
                out.printf(line, channel.name(), kind, channel.shards(), each.delayed());
            }
            out.flush();
            return 0;
        }
    }

    @Command(
            name = "raise",
            description = {
                "Splits a channel by more shards, while it is in use; order per key holds.",
                "Each group goes on by the former number until all is settled that was sent before."
            })
    int raise(
            @Mixin StoreOptions store,
            @Parameters(paramLabel = "NAME", description = "The channel.") String name,
            @Option(
                            names = "--shards",
                            paramLabel = "N",
                            required = true,
                            description = "How many from now on, more than before, at most 1024.")
                    int shards) {
        try (SqlChannels channels = store.open()) {
            int before = channels.raise(name, shards);
            PrintWriter out = spec.commandLine().getOut();
            out.println("channel " + name + ": " + shards + " shards, formerly " + before);
            out.flush();
            return 0;
        }
    }
}
