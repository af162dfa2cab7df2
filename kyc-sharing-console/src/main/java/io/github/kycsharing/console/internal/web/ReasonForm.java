package io.github.kycsharing.console.internal.web;

import io.github.kycsharing.submissions.Intervention;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A form that says what will happen, and takes a reason.
 *
 * @param title title, and label of the button
 * @param subject what it is about
 * @param effect what will happen
 * @param hint where the reason is shown
 * @param target where the form is sent: the last part of its own path, without what a link may add
 * @param back relative link back
 * @param version version that the person has seen; null if what it is about has none
 * @param maxReason maximum length of the reason
 */
public record ReasonForm(
        String title,
        String subject,
        String effect,
        String hint,
        String target,
        String back,
        @Nullable String version,
        int maxReason) {
    private static final int MAX_ACTOR = 128;

    /** Shows the form, with what the person has entered: a link enters nothing. */
    public ServerResponse show(Pages pages, ServerRequest request, HttpStatus status, @Nullable String error) {
        return pages.page(
                request,
                status,
                "action",
                title,
                new Content(
                        this,
                        Pages.field(request, "reason").orElse(""),
                        error,
                        Pages.user(request).isOperator()));
    }

    /** The reason that a person has entered; empty if it is none. */
    public static Optional<String> reason(ServerRequest request, int maxReason) {
        return Pages.field(request, "reason")
                .map(String::strip)
                .filter(reason -> !reason.isEmpty() && reason.length() <= maxReason);
    }

    /** What is wrong with a reason that is none. */
    public static String error(int maxReason) {
        return "Enter a reason of 1 to " + maxReason + " characters.";
    }

    /** Who acts, and why. */
    public static Intervention by(ServerRequest request, String reason) {
        return new Intervention(actor(Pages.user(request).name()), reason);
    }

    private static String actor(String name) {
        return name.length() <= MAX_ACTOR ? name : name.substring(0, MAX_ACTOR);
    }

    /**
     * What the template shows.
     *
     * @param form the form
     * @param reason what the person has entered
     * @param error what is wrong with it; null if nothing is
     * @param isOperator whether the person may act
     */
    record Content(ReasonForm form, String reason, @Nullable String error, boolean isOperator) {}
}
