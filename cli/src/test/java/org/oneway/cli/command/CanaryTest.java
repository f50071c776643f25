// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.cli.command.Desk.Answer;
import org.oneway.cli.work.Parts;

/** Secrets that are looked for, byte by byte, in everything that commands leave. */
final class CanaryTest {
  private static final String RIGHT = "c4n4ry/right+pass w\u00f6rd?";
  private static final String WRONG = "c4n4ry/wrong+pass w\u00f6rd?";

  @TempDir private Path directory;
  private final GuardedBook book = new GuardedBook(RIGHT);
  private final StringBuilder printed = new StringBuilder();
  private Desk desk;

  /**
   * A way to have a secret.
   *
   * @param setting as the configuration has it
   * @param file the text of a file {@code key}; empty for none
   * @param variable the value of the variable {@code BOOK_KEY}; empty for none
   * @param typed what a person types unseen; empty where no person is there
   */
  record Form(String setting, String file, String variable, String typed) {
    @Override
    public String toString() {
      return setting.replaceAll("c4n4ry[^\"]*", "***");
    }
  }

  static Stream<Form> forms() {
    return Stream.of(RIGHT, WRONG)
        .flatMap(
            secret ->
                Stream.of(
                    new Form("password.command = [\"cat\", \"key\"]", secret + "\n", "", ""),
                    new Form(
                        "password.command = [\"printf\", \"%s\", \"" + secret + "\"]", "", "", ""),
                    new Form("password.file = \"key\"", secret, "", ""),
                    new Form("password.env = \"BOOK_KEY\"", "", secret, ""),
                    new Form("password.prompt = true", "", "", secret)));
  }

  static Stream<Form> formsThatGiveNone() {
    String script = "echo " + WRONG.replace(" ", "_") + " >&2; cat key; ";
    return Stream.of(
        new Form("password.command = [\"sh\", \"-c\", \"" + script + "exit 7\"]", WRONG, "", ""),
        new Form("password.command = [\"no-such-program\", \"" + WRONG + "\"]", "", "", ""),
        new Form("password = \"" + WRONG + "\"", "", "", ""),
        new Form("password = c4n4ry", "", "", ""),
        new Form("password.keyring = \"" + WRONG + "\"", "", "", ""),
        new Form("passwort = \"" + WRONG + "\"", "", "", ""),
        new Form("password.env = \"" + WRONG + "\"", "", "", ""));
  }

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory);
    List<org.oneway.engine.store.Connector> all =
        new ArrayList<>(org.oneway.connectors.Connectors.all());
    all.add(book);
    desk.with(new Parts(() -> all, Parts.REAL.states()));
    desk.write("source.vcf", Cards.people(0, 12) + Cards.broken());
  }

  @ParameterizedTest
  @MethodSource({"forms", "formsThatGiveNone"})
  @DisplayName("S20 no secret reaches what is printed, kept or exported, in any spelling")
  void nothingIsLeft(Form form) throws IOException {
    give(form);

    call("doctor");
    call("plan", "--all");
    call("sync");
    desk.write("source.vcf", Cards.people(2, 12) + Cards.card("new", "New Person"));
    call("plan", "--save", "kept.plan");
    call("sync", "contacts", "--plan", "kept.plan");
    call("status");
    call("history");
    call("quarantine", "list");
    call("export", "book", "archive");
    call("import", "source.vcf", "book");
    call("undo", "2026-11-22-0614");

    boolean isRight =
        Stream.of(form.setting(), form.file(), form.variable(), form.typed())
            .anyMatch(text -> text.contains(RIGHT));
    assertThat(book.signIns() > 0).isEqualTo(isRight);
    assertNowhere(printed.toString().getBytes(StandardCharsets.UTF_8), "what was printed");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!List.of("oneway.toml", "key").contains(file.getFileName().toString())) {
          assertNowhere(Files.readAllBytes(file), directory.relativize(file).toString());
        }
      }
    }
  }

  private void give(Form form) throws IOException {
    desk.write(
        "oneway.toml",
        """
        version = 1
        state = "state"
        [store.file]
        type = "vcard"
        path = "source.vcf"
        [store.book]
        type = "guarded"
        path = "book"
        %s
        [sync.contacts]
        from = "file"
        to = "book"
        """
            .formatted(form.setting()));
    if (!form.file().isEmpty()) {
      Files.setPosixFilePermissions(
          desk.write("key", form.file()), PosixFilePermissions.fromString("rw-------"));
    }
    if (!form.variable().isEmpty()) {
      desk.withVariables(Map.of("BOOK_KEY", form.variable()));
    }
    if (!form.typed().isEmpty()) {
      desk.withPerson("").withTyped(form.typed());
    }
  }

  /** As talkative as can be, in words and as JSON. */
  private void call(String... words) {
    for (List<String> talk : List.of(List.of("-v", "--debug"), List.of("--json", "--debug"))) {
      List<String> all = new ArrayList<>(List.of(words));
      all.addAll(talk);
      all.addAll(List.of("--log-file", "oneway.log", "--config", "oneway.toml"));
      Answer answer = desk.run(all.toArray(String[]::new));
      printed.append(answer.all());
    }
  }

  private static void assertNowhere(byte[] bytes, String where) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String secret : List.of(RIGHT, WRONG, WRONG.replace(" ", "_"), "c4n4ry")) {
      for (String spelling : spellings(secret)) {
        assertThat(text.contains(spelling)).as("%s in %s", spelling, where).isFalse();
      }
    }
  }

  private static List<String> spellings(String secret) {
    byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>();
    all.add(new String(utf8, StandardCharsets.ISO_8859_1));
    all.add(new String(secret.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
    all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
    all.add(new StringBuilder(secret).reverse().toString());
    // Base64 of a longer text that it is part of: three ways to lie on the borders of three bytes.
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + utf8.length];
      System.arraycopy(utf8, 0, shifted, before, utf8.length);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      all.add(base64.substring(before == 0 ? 0 : 4, base64.length() - 2));
    }
    return all;
  }
}
