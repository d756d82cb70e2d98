package io.quintet.simulation;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The share of good calls over time, a line for each strategy, as SVG. Written here, since libraries that draw measure texts with the
 * fonts of the machine, and the report would change with it.
 */
final class Chart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 44;
    private static final int TOP = 16;
    private static final int PLOT_WIDTH = 540;
    private static final int PLOT_HEIGHT = 200;
    /** Told apart also by those who see few colours: Okabe and Ito, Color Universal Design, 2008. */
    private static final List<String> COLOURS =
            List.of("#999999", "#d55e00", "#e69f00", "#56b4e9", "#000000", "#cc79a7", "#009e73");

    private final StringBuilder svg = new StringBuilder();
    private final Formatter out = new Formatter(svg, Locale.ROOT);

    private Chart() {}

    static String of(Scenario scenario, Map<Strategy, Outcome> outcomes) {
        Chart chart = new Chart();
        chart.draw(scenario, outcomes);
        return chart.svg.toString();
    }

    private void draw(Scenario scenario, Map<Strategy, Outcome> outcomes) {
        out.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">\n",
                WIDTH, HEIGHT);
        out.format("<title>%s: good calls over time</title>\n", scenario.name());
        out.format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", WIDTH, HEIGHT);
        double from = x(scenario.from());
        out.format(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#f4e4e0\"/>\n",
                from, TOP, x(scenario.to()) - from, PLOT_HEIGHT);
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = y(percent / 100.0);
            out.format(
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>\n",
                    LEFT, y, LEFT + PLOT_WIDTH, y);
            out.format("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>\n", LEFT - 6, y + 4, percent);
        }
        for (int minute = 0; minute <= 20; minute += 5) {
            out.format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d min</text>\n",
                    x(Moments.minutes(minute)), TOP + PLOT_HEIGHT + 18, minute);
        }
        int number = 0;
        for (Map.Entry<Strategy, Outcome> each : outcomes.entrySet()) {
            line(number, each.getKey().name(), each.getValue().series());
            number++;
        }
        svg.append("</svg>\n");
    }

    private void line(int number, String name, List<Double> series) {
        String colour = COLOURS.get(number);
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < series.size(); i++) {
            double middle = LEFT + (i + 0.5) * PLOT_WIDTH / series.size();
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", middle, y(series.get(i))));
        }
        out.format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>\n",
                points.toString().strip(), colour);
        int y = TOP + 12 + number * 20;
        int x = LEFT + PLOT_WIDTH + 16;
        out.format(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"3\"/>\n",
                x, y, x + 22, y, colour);
        out.format("<text x=\"%d\" y=\"%d\">%s</text>\n", x + 30, y + 4, name);
    }

    private static double x(long nanos) {
        return LEFT + (double) nanos / World.END_NANOS * PLOT_WIDTH;
    }

    private static double y(double share) {
        return TOP + (1 - share) * PLOT_HEIGHT;
    }
}
