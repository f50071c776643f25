// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.store.StoreException;

/** What is said of a store that fails: its place in the configuration, its name and exit code. */
final class StoreMessagesTest {
  @TempDir Path directory;

  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.file]
      type = "vcard"
      path = "source.vcf"
      [store.phone]
      type = "server"
      auth.username = "ada"
      url = "https://book.example/"
      [sync.contacts]
      from = "file"
      to = "phone"
      """;

  record Case(Supplier<StoreException> failure, String tag, boolean isPlaced) {
    @Override
    public String toString() {
      return tag;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(() -> new StoreException.NoService("m", "r"), "[E-URL, exit 10]", true),
        new Case(() -> new StoreException.SignInFailed("m", "r"), "[E-AUTH, exit 3]", true),
        new Case(() -> new StoreException.Untrusted("m", "r"), "[E-TLS, exit 5]", true),
        new Case(() -> new StoreException.ReadOnly("m", "r"), "[E-RO, exit 8]", true),
        new Case(() -> new StoreException.InputRefused("m", "r"), "[E-INPUT, exit 10]", true),
        new Case(() -> new StoreException.IdentityChanged("m", "r"), "[E-IDENTITY, exit 7]", true),
        new Case(
            () -> new StoreException.Unavailable("m", "r", Optional.of(Duration.ofSeconds(2))),
            "[E-UNAVAILABLE, exit 4]",
            true),
        new Case(() -> new StoreException.StoreFull("m", "r"), "[E-FULL, exit 8]", false));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFailureOfAStoreNamesTheLineThatSaysWhereItIs(Case given) {
    Desk desk = desk(new ServerBook().failingWith(given.failure()));

    for (String command : List.of("plan", "sync", "verify")) {
      Desk.Answer answer = desk.oneway(command);

      assertThat(answer.err()).as(command).contains(given.tag());
      assertThat(answer.err().contains("  Config: oneway.toml line 9."))
          .as(answer.err())
          .isEqualTo(given.isPlaced());
      assertThat(answer.exit()).isEqualTo(Integer.parseInt(given.tag().replaceAll("\\D", "")));
    }
  }

  @Test
  void theOtherSideIsNotBlamed() {
    Desk desk = desk(new ServerBook());
    desk.write("oneway.toml", CONFIG.replace("source.vcf", "none.vcf"));

    assertThat(desk.oneway("plan").err()).contains("  Config: oneway.toml line 5.");
    assertThat(desk.oneway("export", "file", "archive").err())
        .contains("  Config: oneway.toml line 5.");
  }

  @Test
  void aFolderThatIsNotThereIsToldWithItsLineAndWhatWasMeant() {
    Desk desk = desk(new ServerBook());
    String folders = CONFIG + "folders = { \"source\" = \"book-example\" }\n";
    desk.write("book.example/a.vcf", Cards.card("x", "Xenia"));
    desk.write("oneway.toml", folders);

    Desk.Answer target = desk.oneway("sync");
    assertThat(target.exit()).isEqualTo(10);
    assertThat(target.err())
        .isEqualTo(
            """
            Folder "book-example" does not exist at the target. It has: "book.example".
              Did you mean "book.example"?  Change oneway.toml line 13.
              Or make it:  oneway sync contacts --create-folders --config oneway.toml    \
            [E-COLL, exit 10]
            """);

    desk.write("oneway.toml", CONFIG + "[sync.contacts.folders]\n\"sorce\" = \"x\"\n");
    assertThat(desk.oneway("plan").err())
        .contains("Did you mean \"source\"?  Change oneway.toml line 14.")
        .endsWith("Then:  oneway plan contacts --config oneway.toml    [E-COLL, exit 10]\n");
    assertThat(desk.oneway("verify").err()).contains("oneway.toml line 14.");
  }

  private Desk desk(ServerBook server) {
    Desk desk = new Desk(directory).with(server.parts());
    desk.write("source.vcf", Cards.people(0, 2));
    desk.write("oneway.toml", CONFIG);
    return desk;
  }
}
