package io.github.kycsharing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentedCodeTest {
    /** The specification's table of error codes, as a second, independent list. */
    private static final List<String> TABLE = List.of(
            "000000 SUCCESS NO",
            "000002 ILLEGAL_PARAM NO",
            "10040005 ILLEGAL_REQUEST NO",
            "10040080 SIGN_MISMATCH NO",
            "10040008 DUPLICATE_REQUEST NO",
            "10040004 SYS_ERROR UNKNOWN",
            "100001001 SYS_ERROR UNKNOWN",
            "10115001 SYS_ERROR_NEED_CONTACT UNKNOWN",
            "10115005 TOKEN_TIME_OUT NO",
            "10040082 SUB_ACCOUNT_ALREADY_LINKED_TO_OTHER NO",
            "10040101 USER_LINKED_SUB_ACCOUNTS_EXCEED_LIMIT NO",
            "10040102 INVALID_BROKER_ACCOUNT NO",
            "10040103 CHECK_BROKER_ACCOUNT_ERROR YES",
            "10040104 SUB_ACCOUNT_ALREADY_LINKED_TO_OTHER_MAIN_ACCOUNT NO",
            "10040106 FILE_TOO_LARGE NO",
            "10040108 INVALID_OAUTH_BROKER_OPENID NO",
            "10040109 CHECK_OAUTH_BROKER_OPENID_ERROR YES");

    @Test
    void enumMatchesTheDocumentedTable() {
        Stream<String> lines = Arrays.stream(DocumentedCode.values())
                .flatMap(code -> code.wireValues().stream()
                        .map(value -> value + " " + code.name() + (code.isSystemError() ? " RETRY" : " NO")));

        // The client retries a code that the table marks "yes" or "perhaps".
        assertThat(lines)
                .containsExactlyInAnyOrderElementsOf(TABLE.stream()
                        .map(line -> line.replaceFirst(" (UNKNOWN|YES)$", " RETRY"))
                        .toList());
    }

    @Test
    void aCodeOfTheTableIsFoundByItsValue() {
        assertThat(TABLE).allSatisfy(line -> {
            String[] columns = line.split(" ", -1);
            ExchangeCode code = new ExchangeCode(columns[0]);
            assertThat(code.documented()).contains(DocumentedCode.valueOf(columns[1]));
            assertThat(code.name()).isEqualTo(columns[1]);
            assertThat(code).hasToString(columns[0] + " " + columns[1]);
        });
    }

    @Test
    void onlySixZerosAreSuccess() {
        Set<String> successes = TABLE.stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .filter(value -> new ExchangeCode(value).isSuccess())
                .collect(Collectors.toSet());

        assertThat(successes).containsExactly("000000");
        assertThat(Stream.of("0", "00000", "0000000", " 000000", "000000 ", "００００００", "200"))
                .noneMatch(value -> new ExchangeCode(value).isSuccess());
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeExplainsItselfAndSaysWhatToDo(DocumentedCode code) {
        assertThat(code.meaning()).isNotBlank().doesNotEndWith(".");
        assertThat(code.hint()).isNotBlank().doesNotEndWith(".");
        assertThat(code.wireValues()).isNotEmpty().isUnmodifiable();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "99999999 | 99999999 UNDOCUMENTED",
                "1234567890 | 1234567890 UNDOCUMENTED",
                "12345678901 | (11 characters) UNDOCUMENTED",
                "Ivan Petrov | (11 characters) UNDOCUMENTED",
                "+77001112233 | (12 characters) UNDOCUMENTED",
                "-1 | (2 characters) UNDOCUMENTED",
                "١٢٣ | (3 characters) UNDOCUMENTED"
            })
    void undocumentedCodeIsKeptAndPrintedOnlyIfItLooksLikeACode(String value, String printed) {
        ExchangeCode code = new ExchangeCode(value);

        assertThat(code.value()).isEqualTo(value);
        assertThat(code.documented()).isEmpty();
        assertThat(code.name()).isEqualTo("UNDOCUMENTED");
        assertThat(code.isSuccess()).isFalse();
        assertThat(code).hasToString(printed);
    }
}
