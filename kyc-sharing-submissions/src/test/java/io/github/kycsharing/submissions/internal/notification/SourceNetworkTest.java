package io.github.kycsharing.submissions.internal.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255",
        "10.1.2.3/8, 10.200.0.1",
        "10.0.0.0/9, 10.127.0.1",
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1/32, 192.0.2.1",
        "192.0.2.254/31, 192.0.2.255",
        "0.0.0.0/0, 203.0.113.7",
        "10.0.0.0/8, ::ffff:10.1.1.1",
        "::ffff:10.0.0.0/104, 10.1.1.1",
        "::1, 0:0:0:0:0:0:0:1",
        "::1, [::1]",
        "2001:db8::/32, 2001:db8:ffff::1",
        "2001:db8::/33, 2001:db8:7fff::1",
        "::/0, 2001:db8::1",
        "fe80::/10, fe80::1%eth0",
        "fe80::/10, [fe80::1%2]"
    })
    void contains(String network, String address) {
        assertThat(SourceNetwork.of(network).contains(address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 11.0.0.0",
        "10.0.0.0/9, 10.128.0.1",
        "192.0.2.1, 192.0.2.2",
        "192.0.2.254/31, 192.0.2.253",
        "0.0.0.0/0, 2001:db8::1",
        "::/0, 203.0.113.7",
        "::1, ::2",
        "2001:db8::/33, 2001:db8:8000::1",
        "0.0.0.0/0, localhost",
        "::/0, localhost",
        "0.0.0.0/0, ''",
        "0.0.0.0/0, 1.2.3.4.5"
    })
    void doesNotContain(String network, String address) {
        assertThat(SourceNetwork.of(network).contains(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "broker.example.com/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0/8",
                "010.0.0.1.1",
                "2001:db8::/129",
                "::ffff:10.0.0.0/95",
                "fe80::1%eth0",
                "/8",
                "1/8"
            })
    void isNoNetwork(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SourceNetwork.of(text));
    }
}
