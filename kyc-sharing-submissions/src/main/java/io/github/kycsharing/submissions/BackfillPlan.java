package io.github.kycsharing.submissions;

import java.util.Optional;

/**
 * What a back-fill is called, and how it is delivered.
 *
 * @param client name of the client that delivers it
 * @param name name of the back-fill, unique for its client: 1 to 64 letters, digits, dots, dashes and underscores. It is part of the
 *     requestNo of each row that has none
 * @param timeWindow hours of the day in which its rows are delivered; empty for all
 */
public record BackfillPlan(String client, String name, Optional<BackfillTimeWindow> timeWindow) {
    /** Refuses a name of another form. */
    public BackfillPlan {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "The name of a back-fill is 1 to 64 letters, digits, dots, dashes and underscores");
        }
    }

    /**
     * A plan for all hours of the day.
     *
     * @param client name of the client
     * @param name name of the back-fill
     * @return the plan
     */
    public static BackfillPlan of(String client, String name) {
        return new BackfillPlan(client, name, Optional.empty());
    }

    /**
     * The same plan within these hours.
     *
     * @param window the hours
     * @return another plan
     */
    public BackfillPlan within(BackfillTimeWindow window) {
        return new BackfillPlan(client, name, Optional.of(window));
    }
}
