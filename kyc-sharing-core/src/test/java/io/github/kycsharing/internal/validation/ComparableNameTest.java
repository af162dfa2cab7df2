package io.github.kycsharing.internal.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparableNameTest {
    private static final List<String> LETTERS = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(Character::isLetter)
            .mapToObj(Character::toString)
            .toList();

    @ParameterizedTest
    @CsvSource({
        "Weiß, WEIẞ",
        "WEIẞ, WEISS",
        "İbrahim, i̇brahim",
        "İbrahim, ibrahim",
        "İbrahim, IBRAHIM",
        "Işık, ışık",
        "Işık, IŞIK",
        "Išganė, IŠGANĖ",
        "Μαΐου, ΜΑΪ́ΟΥ",
        "Νίκος, ΝΊΚΟΣ",
        "ᾼδης, ᾳδησ",
        "ŉkosi, ŉKOSI"
    })
    void namesThatDifferInCaseAreTheSame(String name, String other) {
        assertThat(ComparableName.areSame(name, other)).isTrue();
        assertThat(ComparableName.areSame(other, name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "José, Jose",
        "Zoë, Zoe",
        "Anna Maria, AnnaMaria",
        "Йван, Иван",
        "Ḟ, F",
        "Jį, Ji",
        "Í, I",
        "O'Neil, ONeil"
    })
    void accentsAndBlanksInsideCount(String name, String other) {
        assertThat(ComparableName.areSame(name, other)).isFalse();
        assertThat(ComparableName.areSame(other, name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0130, 0x0390, 0x03B0, 0x1E9E, 0x1FD2, 0x1FD3, 0x1FD7, 0x1FE2, 0x1FE3, 0x1FE7})
    void theTenLettersWithOddCapitalsAreThemselves(int letter) {
        assertIsItself(Character.toString(letter), "U+" + Integer.toHexString(letter));
    }

    @Test
    void everyLetterOfUnicodeIsItselfInEveryForm() {
        assertThat(LETTERS).hasSizeGreaterThan(130_000);
        LETTERS.forEach(letter -> assertIsItself(letter, "U+" + Integer.toHexString(letter.codePointAt(0))));
    }

    @Test
    void everyNameOfRandomLettersIsItselfInEveryForm() {
        long seed = 20_240_501;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = 1 + random.nextInt(12); length > 0; length--) {
                // Half of them from scripts with upper and lower case.
                int bound = random.nextBoolean() ? 3_000 : LETTERS.size();
                name.append(LETTERS.get(random.nextInt(bound)));
            }
            assertIsItself(name.toString(), "seed " + seed + ", name " + i);
        }
    }

    @Test
    void lettersOfDifferentNamesStayDifferent() {
        // The comparison must still distinguish names.
        Map<String, Integer> classes = new LinkedHashMap<>();
        LETTERS.forEach(letter -> classes.merge(ComparableName.of(letter), 1, Integer::sum));

        assertThat(classes).hasSizeGreaterThan(120_000);
        assertThat(classes.keySet().stream().filter(ComparableNameTest::isLatin))
                .contains("a", "b", "e", "i", "j", "o", "s", "ss", "z");
    }

    private static boolean isLatin(String text) {
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private static void assertIsItself(String name, String which) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("upper case", name.toUpperCase(Locale.ROOT));
        forms.put("lower case", name.toLowerCase(Locale.ROOT));
        forms.put("upper, then lower case", name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
        forms.put("lower, then upper case", name.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT));
        forms.put("Turkish upper case", name.toUpperCase(Locale.forLanguageTag("tr")));
        forms.put("Turkish lower case", name.toLowerCase(Locale.forLanguageTag("tr")));
        forms.put("Lithuanian lower case", name.toLowerCase(Locale.forLanguageTag("lt")));
        forms.put("NFC", Normalizer.normalize(name, Normalizer.Form.NFC));
        forms.put("NFD", Normalizer.normalize(name, Normalizer.Form.NFD));
        forms.put("NFC of upper case", Normalizer.normalize(name.toUpperCase(Locale.ROOT), Normalizer.Form.NFC));
        forms.put("NFD of lower case", Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD));
        // Compared without AssertJ first, for speed: there are two million.
        forms.forEach((form, other) -> {
            if (!ComparableName.areSame(name, other) || !ComparableName.areSame(other, name)) {
                assertThat(ComparableName.of(other)).as("%s in %s", which, form).isEqualTo(ComparableName.of(name));
            }
        });
    }
}
