package io.github.kycsharing.internal.constraint;

import java.util.Locale;
import java.util.Set;

/** File types that the exchange takes for a request for information, by the extension in the path of a URL. */
final class FileExtensions {
    private static final Set<String> ALLOWED = Set.of("jpg", "jpeg", "png", "pdf", "mp4", "mov");
    /** Endings of programs that serve files: they do not reveal the type of the file. */
    private static final Set<String> PROGRAMS = Set.of("php", "asp", "aspx", "ashx", "jsp", "do", "cgi");

    private static final int MIN_LENGTH = 2;
    private static final int MAX_LENGTH = 4;

    private FileExtensions() {}

    /** True if the path has no extension that is certainly one, or an allowed one. */
    static boolean accepts(String url) {
        String extension = extension(path(url));
        return !isExtension(extension) || ALLOWED.contains(extension) || PROGRAMS.contains(extension);
    }

    private static String path(String url) {
        int authority = url.indexOf("://") + 3;
        int end = authority;
        while (end < url.length() && "?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int slash = url.indexOf('/', authority);
        return slash < 0 || slash > end ? "" : url.substring(slash, end);
    }

    private static String extension(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Two to four ASCII letters and digits, a letter among them: {@code 0} of {@code v1.0} is no extension. */
    private static boolean isExtension(String text) {
        return text.length() >= MIN_LENGTH
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9'))
                && text.chars().anyMatch(FileExtensions::isLetter);
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }
}
