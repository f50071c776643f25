// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.carddav.Cards.fill;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedBytes;
import org.oneway.connectors.testkit.ScriptedEntry;
import org.oneway.connectors.testkit.ScriptedHostility;
import org.oneway.connectors.testkit.ScriptedReply;
import org.oneway.connectors.testkit.ScriptedSending.End;
import org.oneway.connectors.testkit.ScriptedSignIn;
import org.oneway.engine.store.StoreException;

/** What is secret stays so, and what a stranger says does not reach a terminal as he said it. */
class SecretsTest {
  private static final String PASSWORD = "canary-Pässwort-7f3a9";
  private static final List<String> LOGGERS =
      List.of("", "org.apache.http", "org.apache.http.wire", "org.apache.http.headers");

  @TempDir private Path scratch;
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler ear = new Ear();
  private Mirror mirror;

  /** Hears everything that is logged, however fine. */
  private final class Ear extends Handler {
    @Override
    public void publish(LogRecord record) {
      logged.add(record.getLoggerName() + " " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
    fill(mirror.from(), 1, 3);
    ear.setLevel(Level.ALL);
    for (String logger : LOGGERS) {
      Logger.getLogger(logger).setLevel(Level.ALL);
    }
    Logger.getLogger("").addHandler(ear);
  }

  @AfterEach
  void close() {
    Logger.getLogger("").removeHandler(ear);
    for (String logger : LOGGERS) {
      Logger.getLogger(logger).setLevel(logger.isEmpty() ? Level.INFO : null);
    }
    mirror.close();
  }

  private void assertUnheard(Mirror.Run run) throws IOException {
    byte[] secret = PASSWORD.getBytes(StandardCharsets.UTF_8);
    byte[] pair = ("alice:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    String everything = run + "\n" + stacks(run) + mirror.traced() + logged + files();
    assertThat(everything)
        .doesNotContain(PASSWORD)
        .doesNotContain("canary-P")
        .doesNotContain(Base64.getEncoder().encodeToString(secret))
        .doesNotContain(Base64.getEncoder().encodeToString(pair));
  }

  private static String stacks(Mirror.Run run) {
    StringWriter all = new StringWriter();
    for (StoreException trouble : run.report().troubles()) {
      trouble.printStackTrace(new PrintWriter(all));
      all.append(trouble.remedy());
    }
    return all.toString();
  }

  private String files() throws IOException {
    try (Stream<Path> files = Files.walk(scratch)) {
      StringBuilder all = new StringBuilder();
      files.filter(Files::isRegularFile).forEach(file -> all.append(read(file)));
      return all.toString();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signIn(String type) {
    boolean isBearer = type.equals("bearer");
    mirror.secret(isBearer ? "auth.token" : "auth.password", Canary.source(PASSWORD));
    mirror.atSource("auth.type", type).atTarget("auth.type", type);
    if (!isBearer) {
      mirror.atSource("auth.username", "alice").atTarget("auth.username", "alice");
    }
    ScriptedSignIn rule =
        switch (type) {
          case "basic" -> ScriptedSignIn.basic("alice", PASSWORD);
          case "digest" -> ScriptedSignIn.digest("alice", PASSWORD, "MD5");
          default -> ScriptedSignIn.bearer(PASSWORD);
        };
    mirror.source().require(rule);
    mirror.target().require(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "digest"})
  @DisplayName("S20 a password that works is in no log, trace, report or file")
  void works(String type) throws IOException {
    signIn(type);
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(mirror.names()).hasSize(3);
    assertUnheard(run);
  }

  @Test
  @DisplayName("S20 digest sends no password at all")
  void digest() {
    signIn("digest");
    mirror.sync();
    String raw = mirror.source().log().raw() + mirror.target().log().raw();
    assertThat(raw).contains("Authorization: Digest").doesNotContain("canary", "Basic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "digest", "bearer"})
  @DisplayName("S20 a secret that is refused, or on its way when all breaks, is in none either")
  void fails(String type) throws IOException {
    signIn(type);
    mirror.target().require(ScriptedSignIn.basic("somebody", "else"));
    Mirror.Run run = mirror.sync();
    assertThat(run.trouble()).get().isInstanceOf(StoreException.SignInFailed.class);
    assertUnheard(run);
    mirror.target().faults().on("*").drop(End.RESET_UNSENT);
    Mirror.Run broken = mirror.sync();
    assertThat(broken.trouble()).get().isInstanceOf(StoreException.Unavailable.class);
    assertUnheard(broken);
  }

  @Test
  @DisplayName("S20 a server that repeats the secret in its refusal is not quoted")
  void repeated() throws IOException {
    signIn("basic");
    mirror
        .target()
        .faults()
        .on("PUT")
        .answer(
            request ->
                ScriptedReply.of(
                    403,
                    "text/plain",
                    ScriptedBytes.of(
                        "not with " + request.headers().first("Authorization").orElse(""))));
    assertUnheard(mirror.sync());
  }

  private static void assertPlain(Object text) {
    assertThat(text.toString()).doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]");
  }

  private void assertPlain(Mirror.Run run) {
    run.report().troubles().forEach(e -> assertPlain(e.getMessage() + e.remedy()));
    run.report().notices().forEach(notice -> assertPlain(notice.text()));
    run.report().pending().forEach(pending -> assertPlain(pending.finding().reason()));
    mirror.traced().forEach(SecretsTest::assertPlain);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 415, 500, 507})
  @DisplayName("S24 escapes in the body of a refusal are not in what is said of it")
  void escapesInBodies(int status) {
    ScriptedBytes body = ScriptedBytes.of(ScriptedHostility.escapes("pwned"));
    mirror.target().faults().on("PUT").answer(ScriptedReply.of(status, "text/plain", body));
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles().size() + run.report().pending().size()).isPositive();
    assertPlain(run);
    mirror.target().faults().clear();
    mirror.source().faults().on("*").answer(ScriptedReply.of(status, "text/html", body));
    assertPlain(mirror.sync());
  }

  @Test
  @DisplayName("S24 escapes in a title, a reason, an href or a redirect are not in what is said")
  void escapesElsewhere() {
    String words = "\u009b31m\u0085red\u2028";
    String told = "<d:responsedescription>" + words + "</d:responsedescription><d:" + "odd/>";
    mirror.target().faults().on("PUT").answer(ScriptedReply.error(403, told));
    mirror
        .source()
        .faults()
        .on("REPORT")
        .saying("sync-collection")
        .relist(
            entries ->
                entries.add(
                    ScriptedEntry.etag("http://evil.invalid/" + words, "\"" + words + "\"")));
    assertPlain(mirror.sync());
    mirror.source().faults().clear();
    mirror.source().faults().on("*").answer(301, "Location", "http://evil.invalid/\u001b[2J");
    assertPlain(mirror.sync());
    mirror.source().faults().clear();
    ScriptedReply page =
        ScriptedReply.page("x")
            .body(ScriptedBytes.of("<html><title>" + ScriptedHostility.escapes("t") + "</title>"));
    mirror.source().faults().on("*").answer(page);
    assertPlain(mirror.sync());
  }
}
