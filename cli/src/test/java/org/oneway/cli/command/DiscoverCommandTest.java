// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Book;
import org.oneway.engine.store.StoreException;

final class DiscoverCommandTest {
  @TempDir Path directory;

  private static final String SERVER =
      """
      [store.phone]
      type = "server"
      url = "https://book.example/"
      auth = { username = "ada", password.env = "PHONE" }
      """;

  @Test
  void whatIsAtAServerIsListedWithTheNextStep() {
    Desk desk = desk(new ServerBook());
    desk.write("oneway.toml", Book.CONFIG + SERVER);

    Desk.Answer answer = desk.oneway("discover", "phone");

    assertThat(answer.exit()).as(answer.all()).isZero();
    assertThat(answer.out())
        .isEqualTo(
            """
            phone (server): ada
              at https://dav.phone.example/books/
              FOLDER      KINDS      ITEMS   RIGHTS        COLOR     DESCRIPTION
              Friends     contacts   1 204   read, write   #ff0000   from school\\x1b[2J
              Everybody   contacts   -       read only     -         -
              Other       -          -       -             -         -
              Server: sync-collection, cards of version 4.0
              The server does not say how many cards are in "Everybody".
            No sync uses it. Name it in a table [sync.NAME] of %s, then:  oneway plan --config oneway.toml
            """
                .formatted(directory.resolve("oneway.toml")));
  }

  @Test
  void aProgramIsToldTheSame() {
    Desk desk = desk(new ServerBook());
    desk.write("oneway.toml", Book.CONFIG + SERVER);

    JsonNode store = desk.oneway("discover", "phone", "--json").json().path("stores").path(0);

    assertThat(store.path("account").asText()).isEqualTo("ada");
    assertThat(store.path("url").asText()).isEqualTo(ServerBook.FOUND);
    assertThat(store.path("folders")).hasSize(3);
    JsonNode friends = store.path("folders").path(0);
    assertThat(friends.path("id").asText()).isEqualTo("/books/friends/");
    assertThat(friends.path("kinds").toString()).isEqualTo("[\"contacts\"]");
    assertThat(friends.path("items").asInt()).isEqualTo(1_204);
    assertThat(friends.path("rights").toString()).isEqualTo("[\"read\",\"write\"]");
    assertThat(store.path("folders").path(2).has("rights")).isFalse();
    assertThat(store.path("features")).hasSize(2);
  }

  @Test
  void filesAreListedTooWithAConfigurationAndWithout() {
    Desk desk = desk(new ServerBook());
    desk.write("source.vcf", Cards.people(0, 2));

    Desk.Answer without = desk.run("discover", "source.vcf");
    assertThat(without.exit()).as(without.all()).isZero();
    assertThat(without.out())
        .startsWith("source.vcf (vcard)\n")
        .contains("\n  source   ")
        .endsWith("Next:  oneway import source.vcf STORE --dry-run\n");

    desk.write("oneway.toml", Book.CONFIG);
    assertThat(desk.oneway("discover", "source.vcf").out()).startsWith("source.vcf (vcard)");
    assertThat(desk.oneway("discover", "file").out())
        .startsWith("file (vcard)\n")
        .endsWith("Next:  oneway plan contacts --config oneway.toml\n");
  }

  @Test
  void aStoreThatIsNotThereIsToldWithTheOneThatWasMeant() {
    Desk desk = desk(new ServerBook());
    desk.write("oneway.toml", Book.CONFIG);

    assertThat(desk.oneway("discover", "bok").err())
        .contains("There is no store \"bok\".", "Did you mean \"book\"?", "[E-NAME, exit 10]");
    assertThat(desk.oneway("discover", "file").err()).contains("Config: oneway.toml line 5.");
  }

  @Test
  void aServerIsLookedForFromAnAddressWithoutAConfiguration() {
    Desk desk = desk(new ServerBook());

    Desk.Answer answer =
        desk.run("discover", "--email", "ada@phone.example", "--password-env", "PHONE");

    assertThat(answer.exit()).as(answer.all()).isZero();
    assertThat(answer.out())
        .startsWith("ada@phone.example (server): ada@phone.example\n  at https://dav.phone")
        .contains("Everybody")
        .endsWith(
            """
            To use it, write into your configuration:

              [store.server]
              type = "server"
              url = "https://dav.phone.example/books/"
              auth = { username = "ada@phone.example", password.env = "PHONE" }

            Then:  oneway discover server
            """)
        .doesNotContain("hunter2");
  }

  @Test
  void whatIsAdvisedCanBeWrittenIntoAConfiguration() {
    Desk desk = desk(new ServerBook());
    String advised =
        desk.run("discover", "--email", "ada@phone.example", "--password-env", "PHONE")
            .out()
            .lines()
            .filter(line -> line.startsWith("  [") || line.contains(" = "))
            .reduce("", (all, line) -> all + line.strip() + "\n");
    desk.write("oneway.toml", "version = 1\n" + advised);

    assertThat(desk.oneway("discover", "server").out()).contains("Everybody");
  }

  @Test
  void thePasswordIsAskedForWhereAPersonIs() {
    Desk desk = desk(new ServerBook()).withPerson("").withTyped("hunter2");

    Desk.Answer answer = desk.run("discover", "--email", "dav.phone.example", "--username", "ada");

    assertThat(answer.exit()).as(answer.all()).isZero();
    assertThat(answer.err()).isEqualTo("Password of store \"dav.phone.example\": ");
    assertThat(answer.out()).contains("username = \"ada\", password.prompt = true");
  }

  @Test
  void whereNobodyCanBeAskedTheServerSaysThatItWantsASignIn() {
    Desk.Answer answer = desk(new ServerBook()).run("discover", "--email", "ada@phone.example");

    assertThat(answer.exit()).isEqualTo(3);
    assertThat(answer.err())
        .endsWith(
            "Nobody was signed in. With a name and a password:  oneway discover --email"
                + " ada@phone.example --username ada@phone.example --password-env VARIABLE    "
                + "[E-AUTH, exit 3]\n");
  }

  @Test
  void aServerThatIsNotFoundIsToldLineByLine() {
    ServerBook lost =
        new ServerBook()
            .failingWith(
                () ->
                    new StoreException.NoService(
                        "Cannot find a service at x.\n  Tried / (404)", "Ask who runs it"));
    Desk.Answer answer = desk(lost).run("discover", "--email", "x.example", "--type", "server");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err())
        .isEqualTo(
            """
            Cannot find a service at x.
              Tried / (404)
              Ask who runs it.    [E-URL, exit 10]
            """);
    Desk.Answer json =
        desk(lost).run("discover", "--email", "x.example", "--type", "server", "--json");
    assertThat(json.json().path("exit").asInt()).isEqualTo(10);
  }

  @Test
  void thatAnAddressHasNotEveryTypeOfStoreIsNoTrouble() {
    ServerBook none =
        new ServerBook("shelf")
            .failingWith(() -> new StoreException.InputRefused("No directory", "Correct it"));
    ServerBook lost =
        new ServerBook("server").failingWith(() -> new StoreException.NoService("Nothing", "Ask"));
    String[] words = {"discover", "--email", "ada@phone.example", "--password-env", "PHONE"};

    Desk.Answer found = desk(new ServerBook(), none).run(words);
    assertThat(found.exit()).isZero();
    assertThat(found.err()).isEmpty();
    Desk.Answer nothing = desk(lost, none).run(words);
    assertThat(nothing.exit()).isEqualTo(10);
    assertThat(nothing.err()).contains("[E-URL, exit 10]").doesNotContain("No directory");
    assertThat(desk(none).run(words).err()).contains("No directory");
  }

  @Test
  void wrongUsageIsToldWithWhatIsPossible() {
    Desk desk = desk(new ServerBook());

    assertThat(desk.run("discover").exit()).isEqualTo(64);
    assertThat(desk.run("discover", "phone", "--email", "x").exit()).isEqualTo(64);
    assertThat(desk.run("discover", "--email", "x", "--type", "servr").err())
        .contains("Did you mean \"server\"?", "exit 10");
    assertThat(desk.run("discover", "--email", "x", "--type", "vcard").err())
        .contains("\"server\"");
  }

  private Desk desk(ServerBook server, ServerBook... others) {
    return new Desk(directory).with(server.parts(others)).withVariables(Map.of("PHONE", "hunter2"));
  }
}
