// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.cli.config.Likeness;
import org.oneway.cli.json.Answer;
import org.oneway.cli.json.DiscoveryJson;
import org.oneway.cli.screen.DiscoverScreen;
import org.oneway.cli.secret.SecretPlace;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;

/** Looks for servers from an address, without a configuration. */
final class Search {
  private static final String ADDRESS = "url";
  private static final String USERNAME = "auth.username";
  private static final String PASSWORD = "auth.password";

  private final Session session;
  private final String address;
  private final Optional<String> username;
  private final Optional<SecretPlace> password;

  /**
   * A search that signs in where it can.
   *
   * @param address an e-mail address, a host or a URL
   * @param variable the variable that holds the password
   * @param file the file that holds the password
   */
  Search(
      Session session,
      String address,
      Optional<String> username,
      Optional<String> variable,
      Optional<String> file) {
    this.session = session;
    this.address = address;
    this.username =
        username.or(() -> Optional.of(address).filter(a -> a.contains("@") && !a.contains("/")));
    Optional<SecretPlace> given =
        variable
            .<SecretPlace>map(SecretPlace.Variable::new)
            .or(() -> file.map(f -> new SecretPlace.InFile(session.surroundings().path(f))));
    this.password =
        given.or(
            () ->
                this.username.isPresent() && session.mayAsk()
                    ? Optional.of(new SecretPlace.Prompt())
                    : Optional.empty());
  }

  /** Looks for stores of one type, or of each that has an address; the exit code. */
  Integer of(Optional<String> type) {
    ArrayNode stores = JsonNodeFactory.instance.arrayNode();
    List<Trouble> troubles = new ArrayList<>();
    for (Connector connector : wanted(type)) {
      try {
        Discovery found = connector.discover(settings(connector));
        stores.add(DiscoveryJson.of(address, connector.type(), found));
        new DiscoverScreen(session.screen()).show(address, connector.type(), found);
        advise(connector, found);
      } catch (StoreException e) {
        session.details(e);
        troubles.add(trouble(connector, e));
      }
    }
    if (type.isEmpty()) {
      leaveOut(troubles, !stores.isEmpty());
    }
    if (!session.isJson()) {
      troubles.forEach(session.screen()::trouble);
    }
    return session.end(
        new Answer("discover").put("stores", stores).errors(troubles),
        ExitCode.worst(troubles.stream().map(Trouble::exit).toList()));
  }

  /** That one address has not every type of store, or cannot have, is no trouble. */
  private static void leaveOut(List<Trouble> troubles, boolean isAnyFound) {
    List<Trouble> others =
        troubles.stream().filter(trouble -> trouble.exit() != ExitCode.REFUSED).toList();
    boolean isEnough = isAnyFound || !others.isEmpty();
    boolean isNowhere = troubles.stream().anyMatch(trouble -> trouble.code().equals("E-URL"));
    troubles.removeIf(
        trouble ->
            trouble.exit() == ExitCode.REFUSED
                && (isEnough || (isNowhere && !trouble.code().equals("E-URL"))));
  }

  private Trouble trouble(Connector connector, StoreException failure) {
    Trouble trouble = session.troubles().of(failure, "");
    boolean isNobody = failure instanceof StoreException.SignInFailed && !signsIn(connector);
    return isNobody
        ? Trouble.of(
            trouble.code(),
            trouble.exit(),
            trouble.what(),
            "Nobody was signed in. With a name and a password:  "
                + Invocation.words(
                    "oneway",
                    "discover",
                    "--email",
                    address,
                    "--username",
                    username.orElse("NAME"),
                    "--password-env",
                    "VARIABLE"))
        : trouble;
  }

  private List<Connector> wanted(Optional<String> type) {
    List<Connector> all =
        session.parts().connectors().get().stream()
            .filter(connector -> has(connector, ADDRESS))
            .toList();
    List<Connector> wanted =
        all.stream()
            .filter(connector -> type.isEmpty() || type.get().equals(connector.type()))
            .toList();
    if (wanted.isEmpty()) {
      throw new Refusal(
          Trouble.of(
              "E-NAME",
              ExitCode.REFUSED,
              type.map(word -> "No type of store \"" + word + "\" can be looked for.")
                  .orElse("No type of store can be looked for."),
              Likeness.advice(type.orElse(""), all.stream().map(Connector::type).toList())));
    }
    return wanted;
  }

  private static boolean has(Connector connector, String key) {
    return connector.keys().stream().map(Setting::key).anyMatch(key::equals);
  }

  private boolean signsIn(Connector connector) {
    return username.isPresent()
        && password.isPresent()
        && has(connector, USERNAME)
        && has(connector, PASSWORD);
  }

  private StoreSettings settings(Connector connector) {
    Map<String, String> values = new HashMap<>(Map.of(ADDRESS, address));
    Map<String, SecretSource> secrets = new HashMap<>();
    if (signsIn(connector)) {
      values.put(USERNAME, username.orElseThrow());
      secrets.put(
          PASSWORD,
          session.secret(
              session.surroundings().directory(), address, PASSWORD, password.orElseThrow()));
    }
    return new StoreSettings(
        address,
        session.surroundings().directory(),
        values,
        secrets,
        session.surroundings().clock(),
        session.trace(address));
  }

  /** Says what to write into a configuration to have this store. */
  private void advise(Connector connector, Discovery found) {
    Screen screen = session.screen();
    String name = connector.type();
    screen.line("To use it, write into your configuration:");
    screen.line("");
    screen.line("  [store." + name + "]");
    screen.line("  type = " + quoted(name));
    screen.line("  url = " + quoted(found.address().map(URI::toString).orElse(address)));
    if (signsIn(connector)) {
      screen.line(
          "  auth = { username = " + quoted(username.orElseThrow()) + ", " + written() + " }");
    }
    screen.line("");
    screen.line("Then:  " + session.invocation().command("discover", name));
  }

  private String written() {
    return password
        .orElseThrow()
        .match(
            command -> "password.prompt = true",
            variable -> "password.env = " + quoted(variable.name()),
            file -> "password.file = " + quoted(file.path().toString()),
            prompt -> "password.prompt = true");
  }

  /** As TOML has it. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
