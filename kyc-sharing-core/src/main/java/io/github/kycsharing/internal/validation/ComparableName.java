package io.github.kycsharing.internal.validation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Normalises names for comparison: ignores surrounding blanks, case and Unicode form. Two names must differ only if they are
 * certainly different names.
 */
final class ComparableName {
    /** Dot of a lower-case i, which upper case loses or adds, depending on the language. */
    private static final Pattern DOT_OF_I = Pattern.compile("(i\\p{M}*?)\u0307");

    private ComparableName() {}

    static boolean areSame(String name, String other) {
        return name.equals(other) || of(name).equals(of(other));
    }

    /**
     * Folds the case between two normalisations, since an upper-case letter may decompose further. Folds twice, since an upper-case
     * ẞ becomes ß first and then ss, like the WEISS of an id card.
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
