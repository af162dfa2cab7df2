package io.github.kycsharing.model;

import java.util.Map;
import java.util.Optional;

/**
 * Result of files that were submitted for a request for information.
 *
 * @param fields all fields of the object, undocumented ones included, as plain Java values that are unmodifiable at every
 *     depth; empty if there was none
 */
public record SubmittedFiles(Map<String, Object> fields) {
    /** Copies the fields. */
    public SubmittedFiles {
        fields = JsonObject.copy(fields);
    }

    /**
     * Id of the request for information.
     *
     * @return the id, every digit of a number; or empty
     */
    public Optional<String> recordId() {
        return new JsonObject(fields).id("recordId");
    }

    /**
     * Number that the exchange gave the submission.
     *
     * @return the number, or empty
     */
    public Optional<String> requestNo() {
        return new JsonObject(fields).id("requestNo");
    }

    /**
     * Result of the submission.
     *
     * @return the result, or empty
     */
    public Optional<SubmittedFilesStatus> result() {
        return new JsonObject(fields).value("result", SubmittedFilesStatus::of);
    }

    /**
     * Why the exchange could not take the files, in its own words. They may be about the customer: for the caller, not for a
     * log.
     *
     * @return the words, or empty
     */
    public Optional<String> failReason() {
        return new JsonObject(fields).text("failReason");
    }

    /**
     * Describes the documented result only.
     *
     * @return for example {@code SubmittedFiles[result=PROCESS]}
     */
    @Override
    public String toString() {
        return "SubmittedFiles[result="
                + result().map(SubmittedFilesStatus::toString).orElse("none") + "]";
    }
}
