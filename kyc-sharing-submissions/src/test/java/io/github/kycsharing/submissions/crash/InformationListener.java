package io.github.kycsharing.submissions.crash;

import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycInformationRequested;
import io.github.kycsharing.submissions.KycInformationResult;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Submits the files of each request for information, and writes each event to the database. It refuses an event that it has seen. */
final class InformationListener {
    private final JdbcClient jdbc;
    private final KycInformation information;

    InformationListener(DataSource dataSource, KycInformation information) {
        this.jdbc = JdbcClient.create(dataSource);
        this.information = information;
        jdbc.sql("create table if not exists broker_information (event_id bigint not null primary key,"
                        + " seq bigint generated always as identity, kind varchar(16) not null)")
                .update();
    }

    @EventListener
    void on(KycInformationRequested event) {
        write(event.eventId(), "REQUESTED");
        information.submit(
                event.client().orElseThrow(),
                event.request().recordId().orElseThrow(),
                List.of(InformationFiles.of("PASSPORT", "https://files.example.com/passport.pdf")),
                new Intervention("broker", "requested"));
    }

    @EventListener
    void on(KycInformationResult event) {
        write(event.eventId(), event.state().name());
    }

    private void write(long eventId, String kind) {
        jdbc.sql("insert into broker_information (event_id, kind) values (?, ?)")
                .params(eventId, kind)
                .update();
    }

    static List<String> events(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql("select kind from broker_information order by seq")
                .query(String.class)
                .list();
    }
}
