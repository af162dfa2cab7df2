package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.internal.command.Entities;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Runs the back-fill that the options describe, before any other runner, and ends the process with its exit code. So no other runner of
 * the application runs, and no thread of it keeps the process alive.
 */
final class BackfillCommandRunner implements ApplicationRunner, Ordered, ApplicationListener<ContextClosedEvent> {
    private static final long STOP_SECONDS = 20;

    private final ConfigurableApplicationContext context;
    private final ObjectProvider<KycBackfills> backfills;
    private final Entities entities;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile @Nullable Thread running;
    private volatile boolean closing;

    BackfillCommandRunner(
            ConfigurableApplicationContext context, ObjectProvider<KycBackfills> backfills, Entities entities) {
        this.context = context;
        this.backfills = backfills;
        this.entities = entities;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        SpringApplication.getShutdownHandlers().add(this::endInterrupted);
        running = Thread.currentThread();
        int code;
        try {
            code = execute(System.out, System.err);
        } finally {
            running = null;
            finished.countDown();
        }
        if (closing) {
            // The shutdown that interrupted it ends the process. Until then no other runner may run.
            new CountDownLatch(1).await();
        }
        System.exit(SpringApplication.exit(context, () -> code));
    }

    private int execute(PrintStream out, PrintStream err) {
        KycBackfills available = backfills.getIfAvailable();
        if (available == null) {
            return BackfillCommand.wrongUsage(
                    err, "This application stores no submissions: it has no data source, or they are switched off");
        }
        KycBackfillProperties properties;
        try {
            properties = Binder.get(context.getEnvironment())
                    .bindOrCreate("kyc-sharing.backfill", KycBackfillProperties.class);
        } catch (BindException e) {
            return BackfillCommand.wrongUsage(err, "The option --" + e.getName() + " has no possible value");
        }
        return new BackfillCommand(available, clients(), out, err, isTerminal()).execute(properties);
    }

    private List<String> clients() {
        return entities.all().stream()
                .map(entities::clientName)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    /** Since JDK 22 there can be a console without a terminal, and a method that says so. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Lets the command finish the transaction in progress, before what it uses is closed. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        Thread command = running;
        if (command != null && event.getApplicationContext() == context) {
            closing = true;
            command.interrupt();
            try {
                boolean unused = finished.await(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** After the context is closed. Whoever sent a signal would otherwise see its number plus 128 as the exit code. */
    private void endInterrupted() {
        if (closing) {
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(BackfillCommand.INTERRUPTED);
        }
    }
}
