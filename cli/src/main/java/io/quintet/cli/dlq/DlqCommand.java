package io.quintet.cli.dlq;

import io.quintet.cli.CliCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quintet dlq}. */
@Command(
        name = "dlq",
        description =
                "Shows the dead letters, messages that services have given up; delivers them again, or drops them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class, DropCommand.class},
        footer = {
            "",
            "The store is that of the service's configuration (quintet.yaml here, QUINTET_CONFIG, QUINTET_*"
                    + " variables),",
            "or the one that --directory or --url names.",
            "",
            "Examples:",
            "  quintet dlq list --directory /var/lib/shop/channels",
            "  quintet dlq show 17",
            "  quintet dlq replay 17 18",
            "  quintet dlq replay --all --channel kitchen --group kitchen",
            "  quintet dlq drop --all --channel kitchen --yes"
        })
public final class DlqCommand implements CliCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For {@link java.util.ServiceLoader}. */
    public DlqCommand() {}

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "no command (expected one of: "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
