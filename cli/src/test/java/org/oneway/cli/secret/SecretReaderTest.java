// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.cli.secret.SecretPlace.Command;
import org.oneway.cli.secret.SecretPlace.InFile;
import org.oneway.cli.secret.SecretPlace.Prompt;
import org.oneway.cli.secret.SecretPlace.Variable;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.engine.store.Secret;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreException.InputRefused;
import org.oneway.engine.store.StoreException.SignInFailed;

final class SecretReaderTest {
  private static final String CANARY = "c4n4ry pass\"wörd' $HOME `id` ";

  @TempDir private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> asked = new ArrayList<>();

  @Test
  @DisplayName(
      "S23 a command is called with its words as they are: no shell splits or expands them")
  void noShell() throws StoreException {
    assertThat(read(command("printf", "%s\\n", CANARY))).isEqualTo(CANARY);
    assertThat(read(command("printf", "%s", "a b"))).isEqualTo("a b");
    Path script = script("with blank.sh", "printf '%s' \"$2\"");
    assertThat(read(command(script.toString(), "$(id)", "*"))).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "one\n", "one\r\n", "one\ntwo\nthree"})
  @DisplayName("S23 the first line without its line break is the secret")
  void firstLine(String output) throws StoreException {
    assertThat(read(command("printf", "%s", output))).isEqualTo("one");
  }

  @Test
  @DisplayName("S23 a command that does not end is stopped with all that it started")
  void timeOut() throws IOException {
    String slow = "sleep 600 & echo $! > new; mv new pid; wait";
    Path script = script("slow.sh", "echo " + "c4n4ry" + "; " + slow);
    Duration limit = Duration.ofMillis(700);
    SignInFailed failed = refused(new Command(List.of(script.toString()), limit));

    assertThat(failed).hasMessageContaining("did not end within 700 ms and was stopped");
    assertThat(failed.remedy()).contains("password.command-timeout");
    Path pid = directory.resolve("pid");
    while (!Files.exists(pid) && limit.compareTo(Duration.ofMinutes(1)) < 0) {
      // A busy machine may stop the command before it has started anything.
      limit = limit.multipliedBy(2);
      refused(new Command(List.of(script.toString()), limit));
    }
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child)
        .ifPresent(running -> assertThat(running.onExit()).succeedsWithin(Duration.ofSeconds(20)));
  }

  @Test
  @DisplayName("S23 a command that fails is named with its exit code, and what it printed is not")
  void exitCode() {
    SignInFailed failed = refused(command("sh", "-c", "echo c4n4ry; echo c4n4ry >&2; exit 3"));

    assertThat(failed)
        .hasMessage(
            "The command \"sh\" for the password of store \"phone\" failed: it ended with 3");
    assertThat(failed.remedy()).contains("password.command");
    assertNothingPrinted(failed);
  }

  @Test
  @DisplayName("S23 what a command says on standard error is neither the secret nor shown")
  void chatter() throws StoreException {
    String noise = "i=0; while [ $i -lt 20000 ]; do echo c4n4ry-noise >&2; i=$((i+1)); done";

    assertThat(read(command("sh", "-c", noise + "; echo secret"))).isEqualTo("secret");
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  @DisplayName("S23 a command has nothing to read, unless a person is there")
  void noInput() throws StoreException {
    assertThat(read(command("sh", "-c", "read line; echo \"got[$line]\""))).isEqualTo("got[]");
  }

  @Test
  @DisplayName("S23 no first line, too much of it, or what is no text is no secret")
  void unusable() {
    for (String script :
        List.of(
            "true",
            "printf '\\nsecond'",
            "printf '\\377\\376c4n4ry'",
            "head -c 100000 /dev/zero | tr '\\0' c4")) {
      assertNothingPrinted(refused(command("sh", "-c", script)));
    }
  }

  @Test
  @DisplayName("S23 a program that is not there is named without what it would have been given")
  void noProgram() {
    SignInFailed failed = refused(command("no-such-program", "c4n4ry"));

    assertThat(failed).hasMessageContaining("\"no-such-program\"").hasMessageContaining("started");
    assertNothingPrinted(failed);
    assertThat(command("x", "c4n4ry").toString()).doesNotContain("c4n4ry");
  }

  @Test
  void aVariableIsReadAndAMissingOneIsNamed() throws StoreException {
    assertThat(read(new Variable("PHONE"))).isEqualTo("of the variable");

    InputRefused refused =
        catchThrowableOfType(InputRefused.class, () -> read(new Variable("OTHER")));
    assertThat(refused).hasMessageContaining("OTHER").hasMessageContaining("is not set");
  }

  @Test
  void aFileOfTheUserAloneIsRead() throws IOException, StoreException {
    Path file = secretFile("rw-------");

    assertThat(read(new InFile(file))).isEqualTo("c4n4ry");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertThat(read(new InFile(link))).isEqualTo("c4n4ry");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  @DisplayName("S21 a secret's file that others can read or write is refused, with what to do")
  void openFile(String permissions) throws IOException {
    Path file = secretFile(permissions);

    InputRefused refused = catchThrowableOfType(InputRefused.class, () -> read(new InFile(file)));

    assertThat(refused).hasMessageContaining("other users");
    assertThat(refused.remedy()).contains("chmod 600 " + file);
    assertNothingPrinted(refused);
  }

  @Test
  void aFileThatIsNotThereOrNoFileIsNamed() {
    assertThat(
            catchThrowableOfType(
                InputRefused.class, () -> read(new InFile(directory.resolve("none")))))
        .hasMessageContaining("is not there");
    assertThat(catchThrowableOfType(InputRefused.class, () -> read(new InFile(directory))))
        .hasMessageContaining("is no plain file");
  }

  @Test
  void aPersonIsAskedWhereOneIsThere() throws StoreException {
    Secret typed = reader(true).read("password of store \"phone\"", "password", new Prompt());

    assertThat(typed.<String>use(String::new)).isEqualTo("typed");
    assertThat(asked).containsExactly("Password of store \"phone\":");
  }

  @Test
  void nobodyIsAskedWhereNobodyIs() {
    InputRefused refused = catchThrowableOfType(InputRefused.class, () -> read(new Prompt()));

    assertThat(asked).isEmpty();
    assertThat(refused).hasMessageContaining("nobody can be asked");
    assertThat(refused.remedy()).contains("--no-input").contains("password.command");
  }

  @Test
  void aSecretIsFetchedWhenItIsFirstAskedForAndOnce() throws StoreException, IOException {
    Path script = script("count.sh", "echo x >> count; echo secret");
    Secrets secrets = new Secrets();
    SecretPlace place = command(script.toString());

    var first = secrets.source(reader(false), "phone", "password", place);
    var again = secrets.source(reader(false), "phone", "password", place);
    assertThat(directory.resolve("count")).doesNotExist();

    assertThat(first.get()).isEqualTo(again.get());
    assertThat(Files.readAllLines(directory.resolve("count"))).hasSize(1);
    assertThat(first.origin()).isEqualTo("the command \"" + script + "\"");
    assertThat(first.toString()).startsWith("***");
    secrets.source(reader(false), "other", "password", place).get();
    assertThat(Files.readAllLines(directory.resolve("count"))).hasSize(2);
  }

  private Path secretFile(String permissions) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "c4n4ry\nmore\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Path script(String name, String text) {
    try {
      Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text + "\n");
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Command command(String... words) {
    return new Command(List.of(words), Command.USUAL_LIMIT);
  }

  private String read(SecretPlace place) throws StoreException {
    return reader(false).read("password of store \"phone\"", "password", place).use(String::new);
  }

  private SignInFailed refused(SecretPlace place) {
    return catchThrowableOfType(SignInFailed.class, () -> read(place));
  }

  private void assertNothingPrinted(StoreException failed) {
    assertThat(failed.getMessage() + failed.remedy() + failed.getCause()).doesNotContain("c4n4ry");
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private SecretReader reader(boolean mayAsk) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            out,
            out,
            InputStream.nullInputStream(),
            Map.of("PHONE", "of the variable"),
            directory,
            directory,
            () -> Instant.EPOCH,
            ZoneOffset.UTC,
            mayAsk);
    return new SecretReader(
        surroundings,
        directory,
        mayAsk,
        question -> {
          asked.add(question);
          return Optional.of("typed".toCharArray());
        });
  }
}
