package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What of the example records, and of the sample's secrets, must not be read anywhere. */
final class PersonalData {
    private static final List<String> VALUES = List.of(
            "testFirstName",
            "testLastNameLItest01",
            "testMiddleName",
            "testAddressData",
            "testSaasBrokers0144288491",
            "personalNumber6462313972",
            "registrationNumber4039460415",
            "12345678123456767",
            "104853635-GettyImages",
            "1999-09-19",
            "192.168.1.1",
            "CUST_KZ_001",
            "KZ_V6_sourceOfFunds_salary",
            "the secret of the sample's");

    private PersonalData() {}

    static void assertNoneIn(String text) {
        assertThat(text).doesNotContain(VALUES).doesNotContain(asNumbers("testFirstName"));
    }

    /** How a byte array would be printed. */
    private static String asNumbers(String value) {
        StringBuilder numbers = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            numbers.append(numbers.isEmpty() ? "" : ", ").append(b);
        }
        return numbers.toString();
    }
}
