package org.jinn.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jinn.dataset.Dataset;
import org.jinn.dataset.Repeats;
import org.jinn.dataset.Summary;
import org.jinn.system.Pace;
import org.jinn.train.Epoch;
import org.jinn.train.TrainInput;

/** What {@code jinn train} prints: lines for people, or one JSON object per epoch. */
final class TrainingScreen {
    private final Account account;
    private final PrintWriter err;
    private final Pace pace = new Pace();

    TrainingScreen(Account account, PrintWriter err) {
        this.account = account;
        this.err = err;
    }

    /** A line for people. */
    void tell(String line) {
        account.tell(line);
    }

    /** What there is to train on, what was refused and why, what looks like an oversight. */
    void data(TrainInput input, Dataset data, Dataset.Split split) {
        tell(
                split.training().size()
                        + " frames to train on, "
                        + split.test().size()
                        + " to validate, "
                        + data.rejected().size()
                        + " refused");
        if (account.json()) {
            return;
        }
        Summary summary = data.summary();
        SummaryText.reasons(summary, account.out());
        SummaryText.warnings(summary, account.out());
        int again = Repeats.of(data.frames()).count();
        if (again > 0) {
            tell(
                    "warning: "
                            + again
                            + " frames occur again: they weigh twice, and may validate what they"
                            + " were trained on; jinn convert --drop-duplicates keeps one of each");
        }
        Set<String> groups = summary.groups().keySet();
        for (String group : input.data().weights().keySet()) {
            if (!groups.contains(group)) {
                tell("warning: weights: no frame is of group '" + group + "'; there are " + groups);
            }
        }
        account.out().flush();
    }

    /**
     * @param all bytes that the derivatives of all frames take
     * @param kept bytes of those that are kept
     */
    void memory(long all, long kept) {
        tell(
                String.format(
                        Locale.ROOT,
                        "derivatives of descriptors: %.0f MB, %s",
                        all * 1e-6,
                        all == kept
                                ? "kept in memory"
                                : String.format(
                                        Locale.ROOT,
                                        "%.0f MB kept in memory, the others worked out every time"
                                                + " (memory_mb allows more)",
                                        kept * 1e-6)));
    }

    /** How much of the descriptors is done, every few seconds; from any thread. */
    synchronized void descriptors(double done) {
        if (pace.due() || done >= 1) {
            tell(String.format(Locale.ROOT, "descriptors %3.0f %%", 100 * done));
        }
    }

    /** One epoch; for people every few seconds, and the first and the last. */
    synchronized void epoch(Epoch e, int replica) {
        if (e.trouble() != null) {
            err.println("jinn: " + e.trouble());
            err.flush();
        }
        if (account.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("replica", replica);
            fields.put("epoch", e.epoch());
            fields.put("seconds", e.seconds());
            fields.put("best", e.best());
            fields.put("training", e.training());
            fields.put("validation", e.validation());
            account.out().println(Json.LINE.toJson(fields));
            account.out().flush();
        } else if (pace.due() || e.epoch() == 1 || e.epoch() == e.epochs()) {
            tell(e.line());
        }
    }
}
