package io.github.kycsharing.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Files of one type for a request for information.
 *
 * @param type one of the request's {@linkplain InformationRequest#fileTypes() file types}
 * @param fileUrls URLs from which the exchange downloads the files: jpg, jpeg, png, pdf, mp4 or mov, at most 10 MB each
 */
public record InformationFiles(String type, List<String> fileUrls) {
    /** Copies the URLs. */
    public InformationFiles {
        fileUrls = Collections.unmodifiableList(new ArrayList<>(fileUrls));
    }

    /**
     * Creates files of one type.
     *
     * @param type one of the request's file types
     * @param fileUrls URLs from which the exchange downloads the files
     * @return the files
     */
    public static InformationFiles of(String type, String... fileUrls) {
        return new InformationFiles(type, Arrays.asList(fileUrls));
    }

    /**
     * Describes the number of files only.
     *
     * @return the number
     */
    @Override
    public String toString() {
        return Redacted.describe(this);
    }
}
