package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Personal data of the example records and secrets of the sample, which no output may contain. */
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
            "the-secret-of-the-sample");

    /** The text of a printed byte array. */
    private static final String AS_NUMBERS = asNumbers("testFirstName");

    private PersonalData() {}

    static void assertNoneIn(String text) {
        List<String> leaks = text.lines()
                .filter(line -> line.contains(AS_NUMBERS) || VALUES.stream().anyMatch(line::contains))
                .map(line -> line.substring(0, Math.min(line.length(), 300)))
                .toList();
        assertThat(leaks).isEmpty();
    }

    private static String asNumbers(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> String.valueOf(bytes[i]))
                .collect(Collectors.joining(", "));
    }
}
