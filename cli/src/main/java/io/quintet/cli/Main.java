package io.quintet.cli;

import java.io.PrintWriter;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code quintet}. */
@Command(
        name = "quintet",
        description = "Declare how services talk. Choose the technology later.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class)
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--debug", description = "Show stack traces of failures.", scope = ScopeType.INHERIT)
    private boolean debug;

    private Main() {}

    /** Runs the command that the arguments name, and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        ServiceLoader.load(CliCommand.class).forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((wrong, arguments) -> misused(wrong));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> main.report(failure, failed));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command (expected one of: "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }

    /** Short, so that the complaint is not lost in the list of options. */
    private static int misused(ParameterException wrong) {
        CommandLine misused = wrong.getCommandLine();
        PrintWriter err = misused.getErr();
        err.println(misused.getColorScheme().errorText("quintet: " + wrong.getMessage()));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + misused.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return misused.getCommandSpec().exitCodeOnInvalidInput();
    }

    private int report(Exception failure, CommandLine failed) {
        failed.getErr().println(failed.getColorScheme().errorText("quintet: " + Failures.describe(failure)));
        if (debug) {
            failure.printStackTrace(failed.getErr());
        } else if (!Failures.expected(failure)) {
            failed.getErr().println("This is a bug; --debug shows where.");
        }
        failed.getErr().flush();
        return failed.getCommandSpec().exitCodeOnExecutionException();
    }
}
