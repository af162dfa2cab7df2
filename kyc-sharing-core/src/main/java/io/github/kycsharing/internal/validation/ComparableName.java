package io.github.kycsharing.internal.validation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name as far as it counts when two are compared: without the blanks around it, its case and its Unicode form. Only what
 * is surely another name must come out as another.
 */
final class ComparableName {
    /** The dot of a small i, which a capital one may have lost or gained: which, depends on the language. */
    private static final Pattern DOT_OF_I = Pattern.compile("(i\\p{M}*?)\u0307");

    private ComparableName() {}

    static boolean areSame(String name, String other) {
        return name.equals(other) || of(name).equals(of(other));
    }

    /**
     * Folds the case between two normalisations: a decomposed letter has the marks of its capital, and a capital may decompose
     * once more. Twice, since a capital ẞ becomes ß first and ss only then, as an id card's WEISS does.
     */
    static String of(String name) {
        String once = withoutCase(decomposed(name).strip());
        return DOT_OF_I.matcher(withoutCase(once)).replaceAll("$1");
    }

    private static String withoutCase(String name) {
        return decomposed(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    private static String decomposed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD);
    }
}
