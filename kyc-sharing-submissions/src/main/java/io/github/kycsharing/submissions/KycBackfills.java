package io.github.kycsharing.submissions;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Shares a whole customer base: stores the rows of a source as submissions that wait behind the daily ones of their client. A daily
 * submission of a customer whose row waits goes first together with that row.
 *
 * <p>A row without requestNo gets a number that depends on the name of the back-fill, the access entity, the customer, the accounts and the
 * sections of the record only. So a run after a crash continues where the one before ended, and stores nothing twice. The same number with
 * other content is an invalid row.
 */
public interface KycBackfills {
    /**
     * Validates all rows, stores nothing and sends nothing. It reads the stored numbers to recognise existing rows and conflicts.
     *
     * @param plan name and client
     * @param source the rows
     * @param invalid called for each invalid row, by position
     * @return counts by path and rule
     * @throws KycSubmissionException if there is no such client
     */
    BackfillReport dryRun(BackfillPlan plan, BackfillSource source, Consumer<InvalidBackfillRow> invalid);

    /**
     * Stores the rows, in transactions of up to 1,000, and returns when all are stored. They are delivered meanwhile, on all instances.
     * Invalid rows are kept by position, and the rest goes on. A run with a name that exists continues that back-fill; its time window
     * becomes the one of the plan. A paused back-fill stays paused.
     *
     * @param plan name, client and time window
     * @param source the rows
     * @return what the run has stored
     * @throws KycSubmissionException if there is no such client, the back-fill is cancelled, a transaction surrounds the call, or the thread
     *     was interrupted. Run it again to continue
     */
    BackfillRun run(BackfillPlan plan, BackfillSource source);

    /**
     * Reads a back-fill and its progress.
     *
     * @param client name of the client
     * @param name name of the back-fill
     * @return the back-fill, or empty
     * @throws KycSubmissionException if there is no such client
     */
    Optional<KycBackfill> progress(String client, String name);

    /**
     * Lists the back-fills of this application's clients, the newest first.
     *
     * @return the back-fills
     */
    List<KycBackfill> all();

    /**
     * Lists rows that are not stored since they break rules, by position.
     *
     * @param client name of the client
     * @param name name of the back-fill
     * @param afterPosition position after which the list begins, 0 for the first
     * @param limit maximum number of rows, 1 to 1,000
     * @return the rows
     * @throws KycSubmissionException if there is no such client or back-fill
     */
    List<InvalidBackfillRow> invalidRows(String client, String name, long afterPosition, int limit);

    /**
     * Pauses the delivery of queued rows, on all instances. What is in delivery goes on, and rows can still be stored.
     *
     * @param client name of the client
     * @param name name of the back-fill
     * @param by who pauses it, and why
     * @return the back-fill after the command
     * @throws KycSubmissionException if there is no such client or back-fill, or it is completed or cancelled
     */
    KycBackfill pause(String client, String name, Intervention by);

    /**
     * Resumes a paused back-fill.
     *
     * @param client name of the client
     * @param name name of the back-fill
     * @param by who resumes it, and why
     * @return the back-fill after the command
     * @throws KycSubmissionException if there is no such client or back-fill, or it is not paused
     */
    KycBackfill resume(String client, String name, Intervention by);

    /**
     * Cancels the rows that are queued and in no doubt: none of them is delivered any more when this returns. Their state changes in the
     * background. What is in delivery goes on. A cancelled back-fill cannot be run again: use another name.
     *
     * @param client name of the client
     * @param name name of the back-fill
     * @param by who cancels it, and why
     * @return the back-fill after the command
     * @throws KycSubmissionException if there is no such client or back-fill, or it is completed or cancelled
     */
    KycBackfill cancel(String client, String name, Intervention by);
}
