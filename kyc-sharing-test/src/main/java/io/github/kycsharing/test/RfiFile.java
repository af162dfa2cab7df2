package io.github.kycsharing.test;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of a submission, by its URL. */
final class RfiFile {
    private static final Set<String> SUPPORTED = Set.of("jpg", "jpeg", "png", "pdf", "mp4", "mov");
    /** The extension of the last segment of the path. */
    private static final Pattern EXTENSION =
            Pattern.compile("[^:/?#]+://[^/?#]*/(?:[^?#]*/)?[^/?#]*\\.([A-Za-z0-9]{1,5})(?:[?#].*)?", Pattern.DOTALL);

    private RfiFile() {}

    /** Whether the path has a supported extension or none. */
    static boolean mayBeSupported(String fileUrl) {
        Matcher matcher = EXTENSION.matcher(fileUrl);
        return !matcher.matches() || SUPPORTED.contains(matcher.group(1).toLowerCase(Locale.ROOT));
    }
}
