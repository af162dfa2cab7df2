package io.github.kycsharing.internal.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.Seeds;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compares with the platform's own address parser, which does no lookup for an address in brackets. */
class IpAddressPropertyTest {
    private static final List<String> PIECES =
            List.of(":", "::", ".", "0", "1", "ffff", "12345", "g", "255", "256", "1.2.3.4", "");

    @Test
    void acceptsAnyIpv4Address() {
        IntStream.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE).forEach(IpAddressPropertyTest::acceptsIpv4);
        Seeds.forEach(2000, seed -> acceptsIpv4(new Random(seed).nextInt()));
    }

    private static void acceptsIpv4(int bits) {
        String address = IntStream.of(24, 16, 8, 0)
                .mapToObj(shift -> String.valueOf(bits >> shift & 255))
                .collect(Collectors.joining("."));

        assertThat(Format.IP_ADDRESS.accepts(address)).as(address).isTrue();
    }

    @Test
    void acceptsAnyIpv6AddressInEachForm() {
        Seeds.forEach(2000, seed -> {
            Random random = new Random(seed);
            acceptsIpv6(groups(random, random.nextInt(9)));
        });
    }

    private static void acceptsIpv6(String[] groups) {
        String whole = String.join(":", groups);
        int gap = Arrays.asList(groups).indexOf("0");

        assertThat(Format.IP_ADDRESS.accepts(whole)).as(whole).isTrue();
        assertThat(Format.IP_ADDRESS.accepts(whole.toUpperCase(Locale.ROOT))).isTrue();
        if (gap >= 0) {
            String shortened = String.join(":", Arrays.copyOf(groups, gap)) + "::"
                    + String.join(":", Arrays.copyOfRange(groups, gap + 1, 8));
            assertThat(Format.IP_ADDRESS.accepts(shortened)).as(shortened).isTrue();
        }
    }

    @Test
    void agreesWithThePlatformOnAlmostIpv6Addresses() {
        Seeds.forEach(10_000, IpAddressPropertyTest::agreesWithThePlatform);
    }

    private static void agreesWithThePlatform(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(String.join(":", groups(random, random.nextInt(9))));
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(6));
            text.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
        }
        String address = text.toString();

        // The platform accepts a group of any length if its value fits; the RFC allows four digits.
        boolean longGroup = Arrays.stream(address.split(":", -1)).anyMatch(group -> group.matches("[0-9a-f]{5,}"));
        if (address.contains(":")) {
            assertThat(Format.IP_ADDRESS.accepts(address)).as(address).isEqualTo(!longGroup && platformReads(address));
        }
    }

    private static boolean platformReads(String address) {
        try {
            return InetAddress.getByName("[" + address + "]").getAddress().length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String[] groups(Random random, int zeros) {
        int first = random.nextInt(9 - zeros);
        return IntStream.range(0, 8)
                .mapToObj(i -> i >= first && i < first + zeros ? "0" : Integer.toHexString(random.nextInt(0x10000)))
                .toArray(String[]::new);
    }
}
