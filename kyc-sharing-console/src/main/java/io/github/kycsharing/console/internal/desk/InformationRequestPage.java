package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.console.internal.web.ConsolePage;
import io.github.kycsharing.console.internal.web.Labels;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.console.internal.web.ReasonForm;
import io.github.kycsharing.console.internal.web.TimeText;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.StoredInformationRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** One request for information, and the submission of files for it. */
public final class InformationRequestPage implements ConsolePage {
    private static final String PATH = "/requests";
    private static final Set<InformationFilesState> IN_PROGRESS =
            Set.of(InformationFilesState.SUBMITTING, InformationFilesState.SUBMITTED);

    private final KycInformation information;
    private final Pages pages;
    private final InstantSource clock;

    /** Shows these requests. */
    public InformationRequestPage(KycInformation information, Pages pages, InstantSource clock) {
        this.information = information;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public void addRoutes(RouterFunctions.Builder routes) {
        routes.GET(PATH, request -> show(request, HttpStatus.OK, null, false));
        routes.POST(PATH, this::submit);
    }

    private Optional<StoredInformationRequest> stored(ServerRequest request) {
        try {
            return information.find(
                    request.param("client").orElse(""), request.param("record").orElse(""));
        } catch (KycSubmissionException e) { // there is no such client
            return Optional.empty();
        }
    }

    private ServerResponse show(
            ServerRequest request, HttpStatus status, @Nullable String error, boolean isConfirmation) {
        Optional<StoredInformationRequest> found = stored(request);
        if (found.isEmpty()) {
            return pages.message(
                    request,
                    HttpStatus.NOT_FOUND,
                    "No such request",
                    "There is no request for information of that id.");
        }
        StoredInformationRequest stored = found.get();
        Instant now = clock.instant();
        return pages.page(
                request,
                status,
                "request",
                "Request for information",
                new Content(
                        stored.recordId(),
                        stored.client().orElse(""),
                        Masked.of(stored.entityCustomerId()),
                        Labels.of(stored.files()),
                        stored.code().orElse(null),
                        stored.failReason().orElse(null),
                        stored.actor().orElse(null),
                        stored.request()
                                .expireTime()
                                .map(at -> TimeText.of(at, now))
                                .orElse(null),
                        TimeText.of(stored.firstSeenAt(), now),
                        stored.request().fileTypes().stream()
                                .map(type -> new Field(
                                        type,
                                        Pages.field(request, "urls-" + type).orElse("")))
                                .toList(),
                        Pages.field(request, "reason").orElse(""),
                        error,
                        isConfirmation,
                        stored.isOpen(),
                        stored.isOpen() && !IN_PROGRESS.contains(stored.files()),
                        version(stored),
                        TimeText.of(stored.updatedAt(), now),
                        Pages.user(request).isOperator()));
    }

    private ServerResponse submit(ServerRequest request) {
        Optional<StoredInformationRequest> found = stored(request);
        Optional<String> reason = ReasonForm.reason(request, SubmissionDetailPage.MAX_REASON);
        if (found.isEmpty()) {
            return show(request, HttpStatus.NOT_FOUND, null, false);
        }
        if (reason.isEmpty()) {
            return show(
                    request,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ReasonForm.error(SubmissionDetailPage.MAX_REASON),
                    false);
        }
        List<InformationFiles> files = new ArrayList<>();
        for (String type : found.get().request().fileTypes()) {
            List<String> urls = Pages.field(request, "urls-" + type)
                    .orElse("")
                    .lines()
                    .map(String::strip)
                    .filter(url -> !url.isEmpty())
                    .toList();
            if (!urls.isEmpty()) {
                files.add(new InformationFiles(type, urls));
            }
        }
        if (files.isEmpty()) {
            return show(request, HttpStatus.UNPROCESSABLE_CONTENT, "Enter the URL of a file.", false);
        }
        if (!Pages.field(request, "version").equals(Optional.of(version(found.get())))) {
            return show(
                    request,
                    HttpStatus.CONFLICT,
                    "The request has changed since you loaded it. Look at it again, and submit once more.",
                    false);
        }
        String step = Pages.field(request, "step").orElse("");
        if (!step.equals("send")) {
            return show(request, HttpStatus.OK, null, !step.equals("change"));
        }
        try {
            information.submit(
                    request.param("client").orElse(""),
                    found.get().recordId(),
                    files,
                    ReasonForm.by(request, reason.get()));
        } catch (KycValidationException e) {
            return show(
                    request,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    e.violations().stream().map(Object::toString).collect(Collectors.joining("; ")),
                    false);
        } catch (KycSubmissionException e) {
            return show(
                    request,
                    HttpStatus.CONFLICT,
                    "Nothing has happened: " + Labels.of(e.reason()) + ". Load the request again.",
                    false);
        }
        return pages.redirect(request, "desk");
    }

    private static String version(StoredInformationRequest stored) {
        return stored.updatedAt().toString();
    }

    /** The URLs of one type of file. */
    record Field(String type, String urls) {}

    /**
     * What the template shows.
     *
     * @param takesFiles whether it is open and no files are on their way
     * @param version what the person has seen of the request
     * @param isConfirmation whether the person confirms what will happen, and enters nothing
     */
    record Content(
            String recordId,
            String client,
            String customer,
            String files,
            @Nullable String code,
            @Nullable String failReason,
            @Nullable String actor,
            @Nullable TimeText expiresAt,
            TimeText firstSeenAt,
            List<Field> fields,
            String reason,
            @Nullable String error,
            boolean isConfirmation,
            boolean isOpen,
            boolean takesFiles,
            String version,
            TimeText updatedAt,
            boolean isOperator) {
        /** Length of the field. */
        public int maxReason() {
            return SubmissionDetailPage.MAX_REASON;
        }
    }
}
