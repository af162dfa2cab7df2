package io.github.kycsharing.internal.signing;

import java.util.regex.Pattern;

/**
 * Refuses a secret or key that cannot be meant: the text of a placeholder that nothing has replaced, or one with blanks and line
 * breaks, as copying and files leave them behind. Every request signed with it would be refused.
 */
public final class CredentialFormat {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

    private CredentialFormat() {}

    /**
     * Checks a secret or key.
     *
     * @param name what a message calls it
     * @param value the text, which no message quotes
     * @return the value
     * @throws IllegalArgumentException if it is blank, has a blank or line break anywhere, or still has a placeholder
     */
    public static String require(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        if (PLACEHOLDER.matcher(value).find()) {
            throw new IllegalArgumentException(name + " still has a ${...} placeholder that nothing has replaced");
        }
        if (value.codePoints().anyMatch(CredentialFormat::isInvisible)) {
            throw new IllegalArgumentException(
                    name + " must not have a blank, line break or other invisible character");
        }
        return value;
    }

    /**
     * Removes the line break that ends the only line of a file.
     *
     * @param text what a file or supplier has given
     * @return the text without one trailing line break
     */
    public static String withoutTrailingLineBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isInvisible(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
