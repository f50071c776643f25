// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Book;
import org.oneway.cli.work.Parts;
import org.oneway.connectors.Connectors;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;
import org.oneway.state.h2.H2State;

/** The state is older than the target: a backup of it was put back. */
final class StateOlderTest {
  private static final Pattern UID = Pattern.compile("UID:([^\r\n]*)");

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory);
    desk.write("oneway.toml", Book.CONFIG.replace("source.vcf", "source"));
    source(Cards.people(0, 20), Cards.people(20, 40));
    call("sync");
    assertThat(book()).hasSize(40);
  }

  private void source(String friends, String office) {
    desk.write("source/friends/all.vcf", friends);
    desk.write("source/office/all.vcf", office);
  }

  private Desk.Answer call(String... arguments) {
    desk.clock.pass(Duration.ofMinutes(1));
    return desk.run(
        Stream.concat(Stream.of(arguments), Stream.of("--config", "oneway.toml"))
            .toArray(String[]::new));
  }

  private Map<String, String> book() {
    return desk.files("book");
  }

  private String of(String who) {
    return book().entrySet().stream()
        .filter(entry -> entry.getValue().contains(who + " "))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private void edit(String who) {
    String file = "book/" + of(who);
    desk.write(file, desk.read(file).replace("END:VCARD", "NOTE:mine\r\nEND:VCARD"));
  }

  /** Six added, six edited, five deleted, three moved, in three runs. */
  private void twentyChanges() {
    String dr = Cards.people(0, 3).replace("FN:", "FN:Dr. ");
    source(dr + Cards.people(3, 20), Cards.people(20, 40) + Cards.people(50, 53));
    call("sync");
    source(dr + Cards.people(3, 17), Cards.people(22, 40) + Cards.people(50, 53));
    call("sync");
    String prof = Cards.people(22, 25).replace("FN:", "FN:Prof. ");
    source(
        dr + Cards.people(6, 17) + Cards.people(60, 63),
        prof + Cards.people(25, 40) + Cards.people(50, 53) + Cards.people(3, 6));
    call("sync");
  }

  /** Syncs until nothing is left to do; nobody is there twice and nobody of these has gone. */
  private void requireConverged(Map<String, String> wanted) {
    Desk.Answer first = call("sync");
    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.out()).doesNotContainPattern("[1-9] deleted");
    Map<String, String> after = book();
    assertThat(uids(after)).as(first.all()).isEqualTo(uids(wanted));
    assertThat(after).isEqualTo(wanted);
    Desk.Answer second = call("sync");
    assertThat(second.out()).contains("nothing to do");
    assertThat(book()).isEqualTo(wanted);
  }

  private static List<String> uids(Map<String, String> book) {
    return book.values().stream()
        .flatMap(text -> UID.matcher(text).results().map(MatchResult::group))
        .sorted()
        .toList();
  }

  @Test
  @DisplayName("R07 a state that is a day old, after twenty changes: converges")
  void aDayOld() {
    call("state", "backup");
    desk.clock.pass(Duration.ofDays(1));
    twentyChanges();
    Map<String, String> before = book();
    assertThat(before).hasSize(41);

    call("state", "restore", newestOf(1));

    requireConverged(before);
  }

  @Test
  @DisplayName("R07 a state that is a day old, while its user has been busy at the target")
  void aDayOldWithEditsAtTheTarget() {
    edit("Given7");
    call("sync");
    call("state", "backup");
    desk.clock.pass(Duration.ofDays(1));
    twentyChanges();
    edit("Given1");
    edit("Given8");
    edit("Given51");
    edit("Given61");
    desk.write("book/friends/own.vcf", Cards.people(90, 91));
    desk.write("book/office/" + "moved.vcf", desk.read("book/" + of("Given9")));
    assertThat(directory.resolve("book/" + of("Given9")).toFile().delete()).isTrue();
    assertThat(directory.resolve("book/" + of("Given10")).toFile().delete()).isTrue();
    call("sync");
    Map<String, String> before = book();

    call("state", "restore", newestOf(1));

    requireConverged(before);
  }

  @Test
  @DisplayName("R07 a state that is a minute old: converges, and what was made since becomes ours")
  void aMinuteOld() {
    call("state", "backup");
    source(Cards.people(0, 22), Cards.people(22, 45));
    call("sync");
    Map<String, String> before = book();

    call("state", "restore");
    assertThat(call("state", "rebuild").out()).contains("40   remembered already", "5   taken as");

    requireConverged(before);
    source(Cards.people(0, 22), Cards.people(22, 44));
    assertThat(call("sync").out()).contains("1 deleted");
  }

  /** The name of a backup; 0 for the newest. */
  private String newestOf(int number) {
    return Path.of(
            call("state", "restore", "--list", "--json")
                .json()
                .path("backups")
                .path(number)
                .path("file")
                .asText())
        .getFileName()
        .toString();
  }

  @Test
  @DisplayName("R07 a state that is one commit old, at each commit: converges")
  void oneCommitOld() {
    List<Path> kept = new ArrayList<>();
    desk.with(parts(() -> keep(kept)));
    String dr = Cards.people(0, 3).replace("FN:", "FN:Dr. ");
    source(
        dr + Cards.people(6, 18) + Cards.people(60, 65), Cards.people(20, 40) + Cards.people(3, 6));
    keep(kept);
    call("sync");
    desk.with(Parts.REAL);
    Map<String, String> before = book();
    assertThat(before).hasSize(43);
    assertThat(kept).hasSizeGreaterThan(4);

    for (Path state : kept) {
      assertThat(call("state", "restore", state.toString()).exit()).isZero();
      requireConverged(before);
    }
  }

  private void keep(List<Path> kept) {
    try {
      Path copy = directory.resolve("after-" + kept.size());
      Files.copy(directory.resolve("state/state.mv.db"), copy);
      kept.add(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The real ones, of which each commit is told when it is done. */
  private static Parts parts(Runnable committed) {
    return new Parts(
        Connectors::all,
        new Parts.States() {
          @Override
          public StateStore open(
              Path directory, InstantSource clock, String command, Consumer<StateException> told) {
            return watched(StateStore.class, H2State.open(directory, clock, command), committed);
          }

          @Override
          public StateStore openReadOnly(Path directory) {
            return H2State.openReadOnly(directory);
          }
        });
  }

  private static <T> T watched(Class<T> type, T whole, Runnable committed) {
    Map<Object, Object> views = new TreeMap<>();
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(whole, arguments);
                if (method.getName().equals("commit")) {
                  committed.run();
                }
                return result instanceof SyncState sync
                    ? views.computeIfAbsent(
                        sync.name(), name -> watched(SyncState.class, sync, committed))
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
