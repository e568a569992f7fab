# Compiles machines of an environment with real Puppet, in one process: reads {"root", "environment", "nodes"} from standard
# input (root holds environments/ and facts/), prints for each node its filtered catalog as JSON text, or its error.
require_relative 'prelude'

input = JSON.parse($stdin.read)
start('--environmentpath', "#{input['root']}/environments", '--environment', input['environment'], codedir: input['root'])
Puppet::Util::Log.level = :err

environment = Puppet.lookup(:environments).get!(input['environment'])
print JSON.generate(input['nodes'].map do |certname|
  facts = JSON.parse(File.read("#{input['root']}/facts/#{certname}.json"))
  { catalog: JSON.generate(sent(compiled(node_of(certname, facts, environment, SERVER))).except(*VOLATILE)) }
rescue StandardError => e
  { error: e.message }
end)
