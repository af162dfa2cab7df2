package io.github.kycsharing.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A complete call over an open loopback connection. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class CallBenchmark {
    @Param({"1600", "16000"})
    int bytes;

    @Param({"false", "true"})
    boolean tls;

    private ServerProcess server;
    private Caller raw;
    private Caller ours;

    @Setup
    public void setUp() throws IOException {
        server = ServerProcess.start();
        Target target = server.target(tls, 0);
        raw = new RawOkHttp(target, bytes);
        ours = new OurClient(target, bytes);
    }

    @TearDown
    public void tearDown() {
        ours.close();
        raw.close();
        server.close();
    }

    @Benchmark
    public void rawOkHttp() throws IOException {
        raw.call();
    }

    @Benchmark
    public void share() throws IOException {
        ours.call();
    }
}
