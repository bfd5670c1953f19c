# Training over MPI; read by run_e2e.sh.
jinn=$here/../../jinn
frames=$here/../../java-core/src/test/resources/org/jinn/format/qe
cat >train.yaml <<END
descriptor: {set: table1-16, cutoff: 5.0, elements: [Si]}
data: {files: [$frames/volume_05.out.gz, $frames/volume_06.out.gz, $frames/strain_08.out.gz, $frames/md.out.gz]}
preprocessing: {valid_rate: 0.2}
neural_network: {nodes: 5-4, total_epoch: 8, show_interval: 1}
END
sed 's/total_epoch: 8/total_epoch: 100000000, max_minutes: 5, optimizer: {method: Adam}/' \
    train.yaml >endless.yaml
# each rank leaves its process id; one may get Java options of its own
cat >train.sh <<END
#!/bin/sh
rank=\${OMPI_COMM_WORLD_RANK:-\${PMI_RANK:-0}}
echo \$\$ >pid.\$rank
unset JINN_JAVA_OPTIONS
[ "\$rank" != "\$JINN_TEST_FAILING_RANK" ] || export JINN_JAVA_OPTIONS="\$JINN_TEST_OPTIONS"
exec "$jinn" train "\$@"
END
chmod +x train.sh

# train RANKS ARGUMENT...
train() {
    ranks=$1
    shift
    rm -f pid.*
    timeout 240 mpirun -np "$ranks" ./train.sh "$@" >log.out 2>&1
}

# the errors of all epochs, as the LOG has them
errors() { grep '^Epoch' LOG; }

# trains_alike RANKS...: the same errors to all digits of LOG; then with the first half of the epochs
# from one rank
trains_alike() {
    name="train np=$*"
    wanted "$name" || return
    ./train.sh train.yaml >log.out 2>&1 && errors >expected.log
    for ranks in "$@"; do
        rm -f potential_saved* found.log
        train "$ranks" train.yaml && errors >found.log
        cmp -s expected.log found.log || { fail "$name" "np=$ranks: $(tail -1 log.out)"; return; }
        [ "$(grep -c 'frames to train on' log.out)" = 1 ] || { fail "$name" "not one rank prints"; return; }
    done
    rm -f potential_saved* found.log
    sed 's/total_epoch: 8/total_epoch: 4/' train.yaml >half.yaml
    ./train.sh half.yaml >log.out 2>&1 && train "$1" --continue train.yaml && errors >found.log
    if ! cmp -s expected.log found.log; then fail "$name" "--continue: $(tail -1 log.out)"
    elif [ "$(wc -l <expected.log)" != 8 ]; then fail "$name" "not 8 epochs"
    else ok "$name"; fi
}

# train_refuses NAME RANKS TIMES SENTENCE ARGUMENT...: ends non-zero and says so as often
train_refuses() {
    name="train refuses $1 np=$2" ranks=$2 times=$3 sentence=$4
    wanted "$name" || return
    shift 4
    rm -f potential_saved*
    if train "$ranks" "$@"; then fail "$name" "ended as if all were well"
    elif [ "$(grep -c -F -e "$sentence" log.out)" = "$times" ]; then ok "$name"
    else fail "$name" "said '$(grep -m1 jinn: log.out || tail -1 log.out)'"; fi
}

# await_epochs N: until a training behind has told of so many
await_epochs() {
    for second in $(seq 120); do
        [ ! -e log.out ] || [ "$(grep -c '^epoch' log.out)" -lt "$1" ] || break
        sleep 1
    done
}

# rank_ends SIGNAL CODE SENTENCE: one of two ranks gets a signal in the middle
rank_ends() {
    name="train rank_ends $1"
    wanted "$name" || return
    rm -f potential_saved* log.out
    train 2 endless.yaml &
    await_epochs 1
    kill "-$1" "$(cat pid.1)"
    wait $!
    code=$?
    if [ $code -ne "$2" ]; then fail "$name" "exit code $code: $(tail -1 log.out)"
    elif grep -q "$3" log.out; then ok "$name"
    else fail "$name" "said '$(tail -3 log.out)'"; fi
}

# Ctrl-C in the middle: all that belongs to a training is written, its picture too
interrupted() {
    name="train interrupted"
    wanted "$name" || return
    rm -f potential_saved* learning_curve* log.out pid.*
    ./train.sh endless.yaml >log.out 2>&1 &
    await_epochs 2
    kill -TERM "$(cat pid.0)" # a shell keeps SIGINT from what it starts behind itself
    wait $!
    if ! grep -q 'written: .*potential_saved, of epoch' log.out; then fail "$name" "$(tail -1 log.out)"
    elif ! [ -s learning_curve.png ]; then fail "$name" "no learning_curve.png: $(tail -1 log.out)"
    elif grep -q 'internal error' log.out; then fail "$name" "$(grep 'internal error' log.out)"
    else ok "$name"; fi
}

trains_alike 2 4
interrupted
rank_ends KILL 137 'process rank 1 .* exited on signal 9'
rank_ends TERM 143 'written: .*potential_saved'
echo "replicass: 2" >misspelt.yaml
train_refuses "a wrong input" 2 1 "misspelt.yaml:1: 'replicass'" misspelt.yaml
sed 's/table1-16, cutoff: 5.0/table1-64, cutoff: 12/' train.yaml >large.yaml
export JINN_TEST_FAILING_RANK=1 JINN_TEST_OPTIONS="-Xms20m -Xmx20m"
train_refuses "too little memory on one rank" 2 1 "jinn: rank 1 of 2: not enough memory" large.yaml
unset JINN_TEST_FAILING_RANK
# what srun without MPI does: processes that do not know of each other
export JINN_RANKS=2
train_refuses "ranks that MPI does not know" 1 1 "started=2 found=1" train.yaml
unset JINN_RANKS
