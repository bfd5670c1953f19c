# A study in LAMMPS; read by run_e2e.sh.
cat >solid.yaml <<END
descriptor: {set: table2-16, cutoff: 5.2, elements: [Si]}
data: {files: ["$here/../../potentials/silicon/qe/{volume,rattle}_*.out.gz"]}
neural_network: {nodes: 30-30, total_epoch: 150}
END
cat >study.yaml <<END
train: solid.yaml
sets: [table2-16]
seeds: [1]
dynamics: {equilibrate: 1, time: 52, pressure_time: 1}
structures:
  crystal: {file: $frames/volume_06.out.gz}
output: study
run: {jobs: 1}
END

# study_goes_on: killed in the second part of a simulation, a study does not do the first again
study_goes_on() {
    name="study goes on"
    wanted "$name" || return
    run=study/steps/table2-16/seed-1/crystal_1atm
    "$jinn" study study.yaml >log.out 2>&1 &
    for second in $(seq 240); do
        [ ! -e $run/part_2.restart ] || break
        sleep 0.5
    done
    kill -KILL $!
    wait $! 2>/dev/null
    touch killed
    if ! timeout 240 "$jinn" study study.yaml >log.out 2>&1; then fail "$name" "$(tail -1 log.out)"
    elif [ $run/volume_1.dat -nt killed ]; then fail "$name" "the first part was done again"
    elif [ killed -nt $run/volume_2.dat ]; then fail "$name" "was not killed in time"
    elif [ "$(awk '!/^#/ && NF == 2' $run/rdf.dat | wc -l)" != 2 ]; then fail "$name" "not two blocks of g(r)"
    elif ! awk '!/^#/ { bad += $1 != 100 * ++n; v += $2 / 8 }
        END { exit !(n == 520 && !bad && v / n > 20 && v / n < 21) }' $run/volume.dat
    then fail "$name" "other volumes than those of one run: $(tail -1 $run/volume.dat)"
    else ok "$name"; fi
}

study_goes_on
