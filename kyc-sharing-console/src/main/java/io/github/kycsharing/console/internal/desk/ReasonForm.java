package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.submissions.Intervention;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * A form that says what will happen, and takes a reason.
 *
 * @param title title, and label of the button
 * @param subject what it is about
 * @param effect what will happen
 * @param back relative link back
 * @param version version that the person has seen
 * @param reason what the person has entered
 * @param error what is wrong with it; null if nothing is
 * @param isOperator whether the person may act
 */
record ReasonForm(
        String title,
        String subject,
        String effect,
        String back,
        String version,
        String reason,
        @Nullable String error,
        boolean isOperator) {
    private static final int MAX_REASON = 500;
    private static final int MAX_ACTOR = 128;

    static final String ERROR = "Enter a reason of 1 to " + MAX_REASON + " characters.";

    /** Length of the field. */
    public int maxReason() {
        return MAX_REASON;
    }

    static Optional<String> reason(ServerRequest request) {
        return request.param("reason")
                .map(String::strip)
                .filter(reason -> !reason.isEmpty() && reason.length() <= MAX_REASON);
    }

    static Intervention by(ServerRequest request, String reason) {
        String actor = Pages.user(request).name();
        return new Intervention(actor.length() <= MAX_ACTOR ? actor : actor.substring(0, MAX_ACTOR), reason);
    }
}
