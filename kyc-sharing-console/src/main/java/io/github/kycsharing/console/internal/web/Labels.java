package io.github.kycsharing.console.internal.web;

import io.github.kycsharing.submissions.InformationFilesState;
import java.util.Locale;

/** Constants as the pages show them. */
public final class Labels {
    private Labels() {}

    /** The state of files for a request for information. */
    public static String of(InformationFilesState files) {
        return switch (files) {
            case NONE -> "No files yet";
            case TO_SUBMIT, SUBMITTING -> "Files are being sent";
            case SUBMITTED -> "Files are being processed";
            case UNCERTAIN -> "Files in doubt";
            case SUCCEEDED -> "Files accepted";
            case FAILED -> "Files failed";
            case REJECTED -> "Files rejected";
            case UNCONFIRMED -> "Files not confirmed";
        };
    }

    /** For example {@code Import failed}. */
    public static String of(Enum<?> constant) {
        String words = constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
