package org.jinn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jinn.dft.DftInput;
import org.jinn.dft.Schedule;
import org.jinn.dft.StructureFiles;
import org.jinn.input.YamlNode;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;
import org.jinn.study.LearnInput.Simulation;
import org.jinn.train.TrainInput;

/** Reads the input of {@code jinn learn}. */
final class LearnInputReader {
    private final Path folder;
    private final YamlNode top;
    private final List<Simulation> simulations = new ArrayList<>();

    LearnInputReader(Path file) throws IOException {
        folder = file.toAbsolutePath().getParent();
        top = YamlNode.read(file);
    }

    LearnInput read() throws IOException {
        TrainInput train = TrainInput.read(folder.resolve(top.get("train").text("input.yaml")));
        if (train.initial().isPresent()) {
            throw top.get("train")
                    .fault("members from the same weights would all agree: remove 'initial' there");
        }
        DftInput dft = DftInput.settings(folder.resolve(top.get("dft").text("dft.yaml")));
        YamlNode all = top.get("simulations");
        for (String name : all.keys()) {
            simulations.add(simulation(name, all.get(name), train, dft));
        }
        if (simulations.isEmpty()) {
            throw all.fault(
                    "expected simulations, such as liquid: {start: liquid.xyz, temperature: 2000,"
                            + " time: 2}");
        }
        double lowest = top.get("spread").get("from").number(0.1, 1e-6, 1e3);
        YamlNode highest = top.get("spread").get("to");
        if (highest.number(1, 0, 1e6) <= lowest) {
            throw highest.fault("must be larger than 'from': from=" + lowest);
        }
        top.get("spread").refuseUnknown();
        LearnInput input =
                new LearnInput(
                        train,
                        dft,
                        folder.resolve(top.get("output").text("learn")),
                        top.get("committee").whole(4, 2, 100),
                        top.get("rounds").whole(5, 1, 1000),
                        lowest,
                        highest.number(1, 0, 1e6),
                        top.get("outside").number(0.1, 1e-6, 1e9),
                        top.get("frames").whole(10, 1, 1_000_000),
                        top.get("enough").number(0.02, 0, 1),
                        List.copyOf(simulations));
        top.refuseUnknown();
        return input;
    }

    private Simulation simulation(String name, YamlNode node, TrainInput train, DftInput dft)
            throws IOException {
        DftInput.checkGroup(name, node, "simulation");
        String after = node.get("after").text(null);
        if ((after == null) == !node.get("start").present()) {
            throw node.fault("expected either start: FILE or after: SIMULATION");
        }
        if (after != null && simulations.stream().noneMatch(s -> s.name().equals(after))) {
            throw node.get("after").fault("no simulation above is called " + after);
        }
        Structure start = after == null ? start(node.get("start"), train, dft) : null;
        Schedule schedule = Schedule.read(node);
        if (schedule.every() == 0 || schedule.every() > schedule.steps()) {
            throw node.get("every").fault("must be above 0 and not longer than the simulation");
        }
        YamlNode pressure = node.get("pressure");
        YamlNode script = node.get("script");
        if (script.present() && !Files.isReadable(folder.resolve(script.text("")))) {
            throw script.fault("no such file: " + folder.resolve(script.text("")));
        }
        Simulation simulation =
                new Simulation(
                        name,
                        start,
                        after,
                        schedule,
                        pressure.present()
                                ? Optional.of(Units.GPA_IN_BAR * pressure.number(0, -1000, 1000))
                                : Optional.empty(),
                        script.present()
                                ? Optional.of(folder.resolve(script.text("")))
                                : Optional.empty(),
                        node.get("seed").whole(1, 1, 1_000_000));
        node.refuseUnknown();
        return simulation;
    }

    private Structure start(YamlNode node, TrainInput train, DftInput dft) throws IOException {
        Structure s = StructureFiles.last(node, folder, train.elements());
        for (Element element : s.elements()) {
            if (!train.elements().contains(element)
                    || !dft.pseudopotentials().containsKey(element)) {
                throw node.fault(
                        "the potential and the pseudopotentials must know every element: "
                                + element.symbol());
            }
        }
        return s;
    }
}
