// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.json.Answer;
import org.oneway.cli.json.DiscoveryJson;
import org.oneway.cli.screen.DiscoverScreen;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.work.ImportFile;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway discover}. */
@Command(
    name = "discover",
    sortOptions = false,
    description = {
      "Lists what is at a store: who you are there, its folders, what you may do with them, and"
          + " what its server can do. Changes nothing."
    },
    footer = {
      "  oneway discover phone                  a store of the configuration",
      "  oneway discover contacts.vcf           a file or directory",
      "  oneway discover --email ada@example.org   look for the server"
    })
final class DiscoverCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Parameters(
      arity = "0..1",
      paramLabel = "STORE",
      description = "A store of the configuration, or a file or directory.")
  private Optional<String> store = Optional.empty();

  @Option(
      names = "--email",
      paramLabel = "ADDRESS",
      description = "Look for the server from here: an e-mail address, a host or a URL.")
  private Optional<String> email = Optional.empty();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "With --email: look for this type of store; without it, for each.")
  private Optional<String> type = Optional.empty();

  @Option(
      names = "--username",
      paramLabel = "NAME",
      description = "With --email: sign in as this user; usually the address.")
  private Optional<String> username = Optional.empty();

  @Option(
      names = "--password-env",
      paramLabel = "VARIABLE",
      description = "With --email: the password is in this variable. Else it is asked for.")
  private Optional<String> passwordEnv = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "With --email: the password is the first line of this file.")
  private Optional<String> passwordFile = Optional.empty();

  @Override
  public Integer call() {
    Session session = root.session();
    if (store.isPresent() == email.isPresent()) {
      throw new Refusal(
          Trouble.of(
              "E-USAGE",
              ExitCode.USAGE,
              store.isPresent()
                  ? "Either a store is looked at, or one is looked for with --email."
                  : "Nothing is named that could be looked at.",
              "How it is used:  oneway discover --help"));
    }
    if (email.isPresent()) {
      return new Search(session, email.get(), username, passwordEnv, passwordFile).of(type);
    }
    String name = store.orElseThrow();
    Path path = session.surroundings().path(name);
    boolean isThere = Files.exists(path);
    if (isThere && !session.hasConfiguration()) {
      return ofPath(session, name, path);
    }
    Configuration configuration = session.configuration();
    if (isThere && configuration.store(name).isEmpty()) {
      return ofPath(session, name, path);
    }
    Jobs jobs = new Jobs(session, configuration);
    StoreConfig chosen = jobs.store(name);
    try {
      Discovery found = jobs.discover(chosen);
      return told(session, name, chosen.type(), found, next(session, configuration, chosen));
    } catch (StoreException e) {
      throw failed(session, e);
    }
  }

  private static String next(Session session, Configuration configuration, StoreConfig chosen) {
    return configuration.syncs().stream()
        .filter(sync -> sync.from().equals(chosen) || sync.to().equals(chosen))
        .map(SyncConfig::name)
        .findFirst()
        .map(sync -> "Next:  " + session.invocation().command("plan", sync))
        .orElseGet(
            () ->
                "No sync uses it. Name it in a table [sync.NAME] of "
                    + session.surroundings().shown(configuration.file())
                    + ", then:  "
                    + session.invocation().command("plan"));
  }

  private static Integer ofPath(Session session, String name, Path path) {
    ImportFile file = ImportFile.of(path);
    Connector connector =
        session.parts().connectors().get().stream()
            .filter(known -> known.type().equals(file.type()))
            .findFirst()
            .orElseThrow();
    StoreSettings settings =
        new StoreSettings(
            name,
            session.surroundings().directory(),
            Map.of("path", path.toString()),
            session.surroundings().clock());
    try {
      return told(
          session,
          name,
          file.type(),
          connector.discover(settings),
          "Next:  " + session.invocation().command("import", name, "STORE", "--dry-run"));
    } catch (StoreException e) {
      throw failed(session, e);
    }
  }

  private static Refusal failed(Session session, StoreException e) {
    session.details(e);
    return new Refusal(session.troubles().of(e, ""), e);
  }

  private static Integer told(
      Session session, String name, String type, Discovery found, String next) {
    new DiscoverScreen(session.screen()).show(name, type, found);
    session.screen().line(next);
    ArrayNode stores = JsonNodeFactory.instance.arrayNode();
    stores.add(DiscoveryJson.of(name, type, found));
    return session.end(new Answer("discover").put("stores", stores), ExitCode.OK);
  }
}
