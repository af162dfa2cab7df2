package io.github.kycsharing.internal.signing;

import java.util.regex.Pattern;

/**
 * Rejects a secret or key that is certainly wrong: an unresolved placeholder, or a text with blanks or line breaks from copying or
 * from a file. The exchange would refuse every request signed with it.
 */
public final class CredentialFormat {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

    private CredentialFormat() {}

    /**
     * Validates a secret or key.
     *
     * @param name its name in messages
     * @param value its value, which no message quotes
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
     * @param text the text of a file or supplier
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
